// Prints THIRD-PARTY-NOTICES.md: every package that the page, the CLI or a user's installation contains, with its
// licence. Run by `npm run notices`; a test compares the file with what this prints.
import { readdirSync, readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

/** Text of the licence and notice files of an installed package. */
function licenceText(folder) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)(\.|$)/i.test(file));
  return files
    .sort()
    .map((file) =>
      readFileSync(`${folder}/${file}`, 'utf8')
        .replaceAll('\r\n', '\n')
        .replace(/[ \t]+$/gm, '')
        .trim(),
    )
    .join('\n\n');
}

/** Packages with the same text share one section, in the order of the lockfile. */
const sections = new Map();
for (const [folder, { version, license, dev, optional }] of Object.entries(packages)) {
  if (folder === '' || dev || optional) continue;
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const text = licenceText(folder);
  const section = sections.get(text) ?? { license, text, names: new Set() };
  section.names.add(`${name} ${version}`);
  sections.set(text, section);
}

console.log('# Third-party notices\n');
console.log('Exocyte contains or installs the packages below. Written by `npm run notices`.');
for (const { license, text, names } of sections.values()) {
  console.log(`\n## ${license}\n\n${[...names].map((name) => `- ${name}`).join('\n')}`);
  if (text) console.log(`\n\`\`\`text\n${text}\n\`\`\``);
}
