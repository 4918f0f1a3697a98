// Parses a document of `records` records, changes each, and writes it again; the result is the text's length.

const documents = new Map<number, string>();

function documentOf(records: number): string {
  const known = documents.get(records);
  if (known !== undefined) return known;
  const list = Array.from({ length: records }, (_, index) => ({
    id: index,
    name: `holder ${index}`,
    amounts: [index * 3, index * 5.25, -index],
    active: index % 3 === 0,
    note: index % 2 === 0 ? null : { text: 'quoted "text"', at: index },
  }));
  const text = JSON.stringify(list);
  documents.set(records, text);
  return text;
}

interface Holding {
  name: string;
  amounts: number[];
}

export function json(records: number): number {
  const list = JSON.parse(documentOf(records)) as Holding[];
  for (const one of list) {
    one.name = one.name.toUpperCase();
    one.amounts.push(one.amounts.length);
  }
  return JSON.stringify(list).length;
}
