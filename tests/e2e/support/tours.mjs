// What each tour through the app opens, and what the app has to be open for one to be whole. A tour is held to its line
// here by `tour`, and all of them together to what the source holds by residue-whole.spec.mjs.

const OF_MANY = (...words) => words.map((word) => `bulk-title: ${word}`);
const OF_CLUSTER = ['Rename', 'Switch on', 'Switch off', 'Rotate the', 'End the old', 'Disconnect'].map((one) => `cluster-ask: ${one}`);
const CREDENTIAL = 'leaked-title: This is what you sign in with';
const LEAKED = ['Find a leaked key', 'This key is not whole', 'Looking for the key', 'The key was not found'].map(
  (one) => `leaked-title: ${one}`,
);

export const TOURS = {
  'Elastic: the way in, keys and what is done to one': {
    backend: 'elastic',
    dialogs: ['ask-again', 'secret-title', 'revoke-title', CREDENTIAL, "leaked-title: This key doesn't tell which one it is"],
    menus: ['export-menu'],
    pages: ['NotFound', 'Home', 'Connections', 'elastic Holders', 'elastic Keys', 'elastic NewKey', 'elastic Key'],
    secrets: 6,
  },
  'Elastic: a key replaced, many revoked, terms': {
    backend: 'elastic',
    dialogs: ['secret-title', 'revoke-title', ...OF_MANY('Revoke', 'Revoking', 'revoked')],
    menus: [],
    pages: ['elastic Keys', 'elastic Replace', 'elastic Terms'],
    secrets: 6,
    endsBy: 'idle lock',
  },
  'Elastic: clusters connected, renamed, switched, disconnected': {
    backend: 'elastic',
    dialogs: ['ask-again', 'secret-title', CREDENTIAL, ...OF_CLUSTER.filter((one) => !/Rotate|End/.test(one))],
    menus: [],
    pages: ['elastic Clusters', 'elastic ConnectCluster', 'elastic Cluster'],
    secrets: 6,
  },
  'Elastic: keys of a cluster rotated and ended': {
    backend: 'elastic',
    dialogs: ['secret-title', 'cluster-ask: Rotate the', 'cluster-ask: End the old'],
    menus: [],
    pages: ['elastic Cluster', 'Rotations'],
    secrets: 8,
    endsBy: 'idle lock',
  },
  'Search API: keys that are their own secrets, shown, made, changed, revoked': {
    backend: 'search',
    dialogs: ['ask-again', 'secret-title', 'revoke-title', 'naming-title', 'config-title'],
    menus: ['export-menu', 'names-menu'],
    pages: ['search Holders', 'search Keys', 'search NewKey', 'search Key'],
    secrets: 66,
  },
  'Search API: a leaked key found, one replaced, many changed and revoked': {
    backend: 'search',
    dialogs: ['secret-title', 'revoke-title', CREDENTIAL, ...OF_MANY('Change', 'Changing', 'changed', 'Revoke', 'Revoking', 'revoked')],
    menus: [],
    pages: ['search Keys', 'search Key', 'search Replace'],
    secrets: 66,
    endsBy: 'idle lock',
  },
  'ZenML: a token, a key made, edited, switched, rotated, revoked': {
    backend: 'zenml',
    dialogs: [
      'ask-again',
      'secret-title',
      'token-title',
      'edit-title',
      'switch-title: Disable',
      'switch-title: Enable',
      'rotate-title',
      'revoke-title',
    ],
    menus: [],
    pages: ['Connections', 'zenml Holders', 'zenml Keys', 'zenml NewKey', 'zenml Key'],
    secrets: 12,
  },
  'ZenML: many keys disabled, enabled, rotated, revoked, and the menus of their list': {
    backend: 'zenml',
    dialogs: [
      'gather-title',
      'batch-title',
      ...OF_MANY('Disable', 'Disabling', 'disabled', 'Enable', 'Enabling', 'enabled'),
      ...OF_MANY('Rotate', 'Rotating', 'rotated', 'Revoke', 'Revoking', 'revoked'),
    ],
    menus: ['export-menu', 'filter-menu', 'view-menu'],
    pages: ['zenml Keys'],
    secrets: 10,
    endsBy: 'idle lock',
  },
  'ZenML: service accounts made, edited, switched, deleted, and leaked keys': {
    backend: 'zenml',
    dialogs: ['holder-title: Create', 'holder-title: Edit', 'created-title', 'deactivate-title', 'delete-title', ...LEAKED],
    menus: [],
    pages: ['zenml Holders', 'zenml Key'],
    secrets: 8,
    endsBy: 'idle lock',
  },
  'ZenML: a server set up by its first administrator': {
    backend: 'zenml',
    dialogs: [],
    menus: [],
    pages: ['zenml Holders'],
    secrets: 7,
  },
};

/** Dialogs that no tour can open, each with the reason. */
export const UNREACHABLE = {};

/** What a backend must be able to do for a dialog to be there; it is looked at on every one that can. */
export const NEEDS = {
  'ask-again': '',
  'secret-title': 'create',
  'revoke-title': 'revoke',
  'bulk-title: Revoke': 'select',
  'bulk-title: Revoking': 'select',
  'bulk-title: revoked': 'select',
  'bulk-title: Change': 'change_access',
  'bulk-title: Changing': 'change_access',
  'bulk-title: changed': 'change_access',
  'export-menu': '',
  Holders: '',
  Keys: '',
  Key: '',
  NewKey: 'create',
  Replace: 'replace',
  Terms: 'terms',
  Clusters: 'clusters',
  ConnectCluster: 'clusters',
  Cluster: 'clusters',
};
