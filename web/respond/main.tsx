import { createRoot } from 'react-dom/client'
import { RespondPage } from './respond-page.tsx'
import './respond.css'

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<RespondPage address={location.pathname.replace(/\/+$/, '')} />)
