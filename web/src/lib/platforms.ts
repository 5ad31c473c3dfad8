/** Platforms that can be chosen for a project; `language` names the grammar of its snippet. */
export interface Platform {
  readonly id: string;
  readonly name: string;
  /** What events of it say in `platform`. */
  readonly platform: string;
}

export const platforms: readonly Platform[] = [
  { id: 'node', name: 'Node.js', platform: 'node' },
  { id: 'browser', name: 'Browser JavaScript', platform: 'javascript' },
  { id: 'python', name: 'Python', platform: 'python' },
  { id: 'ruby', name: 'Ruby', platform: 'ruby' },
  { id: 'php', name: 'PHP', platform: 'php' },
  { id: 'go', name: 'Go', platform: 'go' },
  { id: 'java', name: 'Java', platform: 'java' },
  { id: 'dotnet', name: '.NET', platform: 'csharp' },
  { id: 'rust', name: 'Rust', platform: 'rust' },
  { id: 'native', name: 'C and C++', platform: 'native' },
  { id: 'android', name: 'Android', platform: 'java' },
  { id: 'cocoa', name: 'iOS and macOS', platform: 'cocoa' },
  { id: 'flutter', name: 'Flutter', platform: 'dart' },
  { id: 'curl', name: 'curl', platform: 'other' },
];

/** The platform by its id or by what events call it. */
export const findPlatform = (name: string): Platform | undefined =>
  platforms.find(({ id }) => id === name) ?? platforms.find(({ platform }) => platform === name);
