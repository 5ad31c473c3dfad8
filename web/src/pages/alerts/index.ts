export { AlertLog } from './log-page.tsx';
export { Alerts } from './alerts-page.tsx';
