/* Shows a survey where this script stands, and keeps its frame as high as the survey is:
   <script src="https://…/embed.js" data-manyi-key="…" async></script>
   Optional: data-manyi-language (en, zh-Hans, zh-Hant; else the page's own), data-manyi-title. */
;(() => {
  const script = document.currentScript
  const { manyiKey = '', manyiLanguage, manyiTitle } = script.dataset
  if (!/^[a-z0-9]{8,40}$/.test(manyiKey)) {
    console.error('Manyi: data-manyi-key is missing or wrong')
    return
  }
  const home = new URL(script.src).origin
  const language = manyiLanguage || document.documentElement.lang
  const frame = document.createElement('iframe')
  frame.src = `${home}/r/${manyiKey}${language ? `?language=${encodeURIComponent(language)}` : ''}`
  frame.title = manyiTitle || 'Survey'
  Object.assign(frame.style, { display: 'block', width: '100%', height: '640px', border: '0' })

  // Only our own frame is listened to, and nobody else is told anything.
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== home || source !== frame.contentWindow || data?.manyi !== 'height') return
    const { height } = data
    if (Number.isFinite(height) && height > 0 && height < 20000) frame.style.height = `${Math.ceil(height)}px`
  })
  frame.addEventListener('load', () => frame.contentWindow.postMessage({ manyi: 'framed' }, home))
  script.after(frame)
})()
