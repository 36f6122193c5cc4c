import { createRoot } from 'react-dom/client'
import { registerChoices } from './choices.tsx'
import { RespondPage } from './respond-page.tsx'
import { registerScale } from './scale.tsx'
import './respond.css'

registerScale()
registerChoices()

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<RespondPage address={location.pathname.replace(/\/+$/, '')} />)
