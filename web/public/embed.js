/* Shows a survey where this script stands, and keeps its frame as high as the survey is:
   <script src="https://…/embed.js" data-manyi-key="…" async></script>
   Optional: data-manyi-language (en, zh-Hans, zh-Hant; else the page's own), data-manyi-title, and data-manyi-go-on
   (no value): where a survey sends people on at once after the last answer, this page goes there. */
;(() => {
  const script = document.currentScript
  const { manyiKey = '', manyiLanguage, manyiTitle } = script.dataset
  const goesOn = 'manyiGoOn' in script.dataset
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
    if (origin !== home || source !== frame.contentWindow) return
    const { manyi, height, to } = data ?? {}
    if (manyi === 'height' && height > 0 && height < 20000) frame.style.height = `${Math.ceil(height)}px`
    if (manyi === 'go-on' && goesOn && /^https:\/\//.test(to)) location.assign(to)
  })
  frame.addEventListener('load', () => frame.contentWindow.postMessage({ manyi: 'framed' }, home))
  script.after(frame)
})()
