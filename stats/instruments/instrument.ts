/** Languages a form may be asked in; every wording exists in all of them. */
export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'] as const
export type Language = (typeof LANGUAGES)[number]
