export { ForgotPasswordPage } from './forgot-password.tsx';
export { JoinPage } from './join.tsx';
export { NewProjectPage } from './new-project.tsx';
export { ProjectsPage } from './projects.tsx';
export { ResetPasswordPage } from './reset-password.tsx';
export { SetupPage } from './setup.tsx';
export { SignInPage } from './sign-in.tsx';
