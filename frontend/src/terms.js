// What a visitor writes as the index has it: without case and accents, without endings. src/graf/views/terms.py says
// the same in Python, and a test holds that both agree.
import { stemmer } from "@orama/stemmers/swedish";

const OTHERS = { ø: "o", æ: "ae", đ: "d", ł: "l" };

export function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return plain.replace(/[øæđł]/g, (letter) => OTHERS[letter]);
}

export function words(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function stem(word) {
  return withoutEt(stemmer(withoutEt(word)));
}

function withoutEt(word) {
  const ending = ["ets", "et"].find((one) => word.endsWith(one) && word.length > one.length + 2);
  return ending ? withoutEt(word.slice(0, -ending.length)) : word;
}
