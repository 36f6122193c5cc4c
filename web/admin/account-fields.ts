const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Keys of `admin` texts for what is wrong with a field, before the server is asked. */
export const wrongName = (name: string) => (name.trim() === '' ? 'wrong.name' : undefined)
export const wrongOrganisation = (name: string) => (name.trim() === '' ? 'wrong.organisation' : undefined)
export const wrongEmail = (email: string) => (EMAIL.test(email.trim()) ? undefined : 'wrong.email')
export const wrongNewPassword = (password: string) => (password.length < 10 ? 'wrong.password' : undefined)
