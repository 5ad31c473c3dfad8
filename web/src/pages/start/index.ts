export { NewProjectPage } from './new-project.tsx';
export { ProjectsPage } from './projects.tsx';
export { SetupPage } from './setup.tsx';
export { SignInPage } from './sign-in.tsx';
