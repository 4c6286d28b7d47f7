/** The directions of the design (docs/architecture.md). Arrows never turn round. */
const sdk = (name, packages, folder) => ({
  name,
  comment: `Only ${folder} may import this SDK, so that replacing it is one folder's work.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${folder}` },
  to: { path: packages.map((each) => `^node_modules/${each}`).join('|') },
});

const CAPABILITIES = 'registers|meetings|approvals|changes|uat|gates|digests|status|onboarding|documents|projects|delivery';

/** What each capability may import of others (through their index.ts); projects is the lowest. */
const MAY = {
  projects: [],
  delivery: ['projects'],
  registers: ['projects'],
  meetings: ['projects', 'registers'],
  changes: ['projects', 'registers', 'approvals'],
  uat: ['projects', 'registers', 'approvals'],
  gates: ['projects', 'registers', 'approvals', 'changes', 'uat'],
  digests: ['projects', 'registers', 'meetings', 'delivery'],
  approvals: ['projects', 'registers'],
};

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle cannot be read from one end.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/', pathNot: '^src/kernel/' },
    },
    {
      name: 'local365-is-a-product-of-its-own',
      comment: 'It knows nothing of Docket.',
      severity: 'error',
      from: { path: '^src/local365/' },
      to: { path: '^src/', pathNot: '^src/local365/' },
    },
    {
      name: 'docket-knows-local365-by-address-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/local365/' },
      to: { path: '^src/local365/' },
    },
    {
      name: 'capabilities-know-no-adapter',
      severity: 'error',
      from: { path: `^src/(${CAPABILITIES})/` },
      to: { path: '^src/(adapters|integrations|app)/' },
    },
    ...Object.entries(MAY).map(([name, allowed]) => ({
      name: `${name}-looks-down-only`,
      comment: 'Capabilities import each other in the direction of the list in docs/architecture.md.',
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: `^src/(${CAPABILITIES})/`, pathNot: `^src/(${[name, ...allowed].join('|')})/` },
    })),
    {
      name: 'adapters-do-not-know-each-other',
      comment: 'What two adapters need is a port.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/([^/]+)/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'rules-touch-no-machine',
      comment: 'Pure rules get what they need as arguments.',
      severity: 'error',
      from: { path: `^src/(kernel|${CAPABILITIES})/` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    sdk('bot-sdk-in-teams-adapter', ['@microsoft/teams-ai', 'botbuilder', 'botframework'], 'adapters/teams/'),
    sdk('graph-sdk-in-graph-adapter', ['@microsoft/microsoft-graph', '@azure/identity'], 'adapters/graph/'),
    sdk('sheets-in-workbook-adapter', ['exceljs/', 'csv-parse/', 'csv-stringify/'], 'adapters/workbook/'),
    sdk('postgres-in-storage-adapter', ['pg/', '@electric-sql'], 'adapters/storage/'),
    sdk('language-sdk-in-language-adapter', ['openai/'], 'adapters/language/'),
    sdk('docx-in-documents-adapter', ['docx/'], 'adapters/documents/'),
    sdk('pg-boss-in-jobs-adapter', ['pg-boss'], 'adapters/jobs/'),
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|tools)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
