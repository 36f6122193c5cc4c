export function NewProgramPage() {
  return null
}
