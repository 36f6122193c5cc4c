import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Outside } from '../parts/outside.tsx'
import './admin.css'
import { DemoLoading } from './demo-loading.tsx'
import { FirstAccount } from './first-account.tsx'
import { useDemo } from './use-demo.ts'
import { WelcomeChart } from './welcome-chart.tsx'

/** The first visit: look at the demo, or start one's own. */
export function WelcomePage() {
  const { t } = useTranslation('admin')
  const demo = useDemo()
  return (
    <Outside>
      <title>Manyi 满意</title>
      <div className="welcome">
        <div className="welcome-say">
          <h1>{t('welcome.title')}</h1>
          <p>{t('welcome.lead')}</p>
          <WelcomeChart title={t('welcome.chart')} />
        </div>
        <div className="welcome-do">
          {demo.isStarted ? (
            <DemoLoading demo={demo} />
          ) : (
            <>
              <section className="welcome-demo">
                <h2>{t('welcome.demo.title')}</h2>
                <p>{t('welcome.demo.text')}</p>
                <Button size="lg" fullWidth onClick={() => demo.start()}>
                  {t('welcome.demo.open')}
                </Button>
              </section>
              <FirstAccount />
            </>
          )}
        </div>
      </div>
    </Outside>
  )
}
