export { DeadLettersPage } from './dead-letters-page.tsx';
export { StatusPage } from './status-page.tsx';
export { UsagePage } from './usage-page.tsx';
export { StoragePage } from './storage-page.tsx';
