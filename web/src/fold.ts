// Names in any spelling, as `knowledge/names.py` folds them: case, accents, hyphens, apostrophes
// and the Arabic article make no difference.

const ARTICLE = /\b(?:al|el|ar|as|ash|at|az|ad|an|et|er|es|ed|ez)[\s-]+(?=\p{L}{2})/gu;

export function fold(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ıİ]/g, "i")
    .replace(/[łŁ]/g, "l")
    .replace(/[øØ]/g, "o")
    .replace(/[’'‘`ʿʾʻʼ]/g, "")
    .replace(ARTICLE, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Consonants alone, doubled ones once: what is left of a name in every transliteration. */
export function skeleton(name: string): string {
  return fold(name)
    .replace(/[aeiouyw]/g, "")
    .replace(/(?:sh|ch|zh|kh|gh|dh|th|ph)/g, (pair) => pair[0]!)
    .replace(/q/g, "k")
    .replace(/z/g, "s")
    .replace(/(.)\1+/g, "$1")
    .replace(/\s+/g, "");
}
