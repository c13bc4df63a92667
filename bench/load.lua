-- wrk script. PATH_: the endpoint's path; TEMPLATE: a url-encoded query with @I@ and @B@; NI, NB: how many items and
-- bodies there are; ACCEPT; SAME=1: always the very same query, so that a kept answer may serve it.
local template, path = os.getenv("TEMPLATE"), os.getenv("PATH_")
local items, bodies = tonumber(os.getenv("NI")), tonumber(os.getenv("NB"))
local headers = { ["Accept"] = os.getenv("ACCEPT") }
local same = os.getenv("SAME") == "1"
local seed = tonumber(os.getenv("FIRST") or "0")
local count = 0
request = function()
  count = count + 1
  local n = same and 1 or seed + count
  local query = template:gsub("@I@", tostring((n * 7919) % items)):gsub("@B@", tostring((n * 31) % bodies))
  return wrk.format("GET", path .. "?query=" .. query .. "%20%23%20" .. n, headers)
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %d %.1f %.1f\n", summary.requests, summary.duration, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
