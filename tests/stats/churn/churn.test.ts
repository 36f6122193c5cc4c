import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibration, churnModel } from '../../../stats/churn/churn-model.ts'
import { complaintChart } from '../../../stats/churn/complaint-chart.ts'
import { complaintMeasures } from '../../../stats/churn/complaint-measures.ts'
import { kaplanMeier } from '../../../stats/churn/kaplan-meier.ts'
import { recoveryParadox } from '../../../stats/churn/recovery-paradox.ts'
import { retentionRates, winBackPriority } from '../../../stats/churn/retention.ts'
import { SWITCHING_REASONS, switchingReasons } from '../../../stats/churn/switching-reasons.ts'
import { toObservations } from '../../../stats/core/observations.ts'
import { expectClose } from '../close.ts'
import { foundValue } from '../found-value.ts'
import { readOracle } from '../oracle.ts'

interface Group {
  mean: number
  sd: number
  n: number
}
const complaints = readOracle<{
  input: {
    customers: number
    with_problem: number
    complained: number
    resolved_first_contact: number
    resolution_hours: number[]
    loyalty_means: Record<string, Group>
  }
  expected: Record<string, number> & {
    recovery_paradox: { diff: number; t: number; holds_significantly: boolean }
  }
  tolerance: number
}>('complaints')
const formulas = readOracle<{
  kaplan_meier: {
    time: number[]
    event: number[]
    expected: { time: number; at_risk: number; events: number; S: number; se: number }[]
  }
  logistic: { x: number[]; y: number[]; expected: Record<string, number> }
  u_chart: {
    complaints: number[]
    units: number[]
    expected: { center: number; ucl: number[]; out: boolean[] }
  }
  tolerance: number
}>('small-formulas')

const { input } = complaints
const counts = {
  customers: input.customers,
  withProblem: input.with_problem,
  complained: input.complained,
  resolvedAtFirstContact: input.resolved_first_contact,
  resolutionHours: input.resolution_hours,
}

describe('oracle complaints.json', () => {
  it.each([
    ['problem_rate', (m: ReturnType<typeof complaintMeasures>) => foundValue(m.problemRate).value],
    ['complaint_rate_of_problem', (m) => foundValue(m.complaintRate).value],
    ['complaint_rate_of_customers', (m) => foundValue(m.complaintsPerCustomer).value],
    ['first_contact_resolution', (m) => foundValue(m.firstContactResolution).value],
    ['median_resolution_hours', (m) => m.medianHours],
    ['p90_type7', (m) => m.ninetiethHours],
    ['within_24h', (m) => foundValue(m.withinPromise).value],
  ] as [string, (m: ReturnType<typeof complaintMeasures>) => number | undefined][])('%s', (name, pick) => {
    expectClose(pick(complaintMeasures(counts)), complaints.expected[name]!, complaints.tolerance)
  })

  it('recovery_paradox', () => {
    const group = ({ mean, sd, n }: Group) => ({ mean, standardDeviation: sd, sampleSize: n })
    const { complained_satisfied, no_problem } = input.loyalty_means
    const tested = foundValue(recoveryParadox(group(complained_satisfied!), group(no_problem!)))
    const { diff, t, holds_significantly } = complaints.expected.recovery_paradox
    expectClose(tested.difference, diff, complaints.tolerance)
    expectClose(tested.statistic, t, complaints.tolerance)
    expect(tested.holds).toBe(holds_significantly)
  })
})

describe('oracle small-formulas.json', () => {
  it('kaplan_meier', () => {
    const { time, event, expected } = formulas.kaplan_meier
    const curve = foundValue(kaplanMeier(time.map((at, i) => ({ time: at, left: event[i] === 1 }))))
    expect(curve.steps).toHaveLength(expected.length)
    curve.steps.forEach((step, i) => {
      expect([step.time, step.atRisk, step.events]).toEqual([
        expected[i]!.time,
        expected[i]!.at_risk,
        expected[i]!.events,
      ])
      expectClose(step.survival, expected[i]!.S, formulas.tolerance)
      expectClose(step.standardError, expected[i]!.se, formulas.tolerance)
    })
    expect(curve.medianTenure).toBe(23)
    expect(JSON.parse(JSON.stringify(curve))).toEqual(curve)
  })

  it('u_chart', () => {
    const { complaints, units, expected } = formulas.u_chart
    const chart = foundValue(
      complaintChart(complaints.map((count, i) => ({ complaints: count, units: units[i]! }))),
    )
    expectClose(chart.centre, expected.center, formulas.tolerance)
    chart.periods.forEach(({ high, out }, i) => {
      expectClose(high, expected.ucl[i]!, formulas.tolerance)
      expect(out).toBe(expected.out[i])
    })
  })

  it('logistic, as a churn model', () => {
    const { x, y, expected } = formulas.logistic
    const table = x.map((value, i) => [y[i]!, value])
    const model = foundValue(
      churnModel(toObservations(['left', 'x'], table), { left: 'left', predictors: ['x'] }),
    )
    expectClose(model.fit.predictors[0]!.value, expected['slope']!, formulas.tolerance)
    expectClose(model.fit.area, expected['auc']!, formulas.tolerance)
    // Maximum likelihood with an intercept predicts as many events as there were.
    expectClose(
      model.fit.probabilities.reduce((sum, p) => sum + p, 0),
      10,
      1e-9,
    )
    expectClose(model.threshold, 1 / 6, 1e-15)
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
  })
})

describe('churn', () => {
  it('nobody, nothing, and wrong calls', () => {
    const nobody = {
      customers: 0,
      withProblem: 0,
      complained: 0,
      resolvedAtFirstContact: 0,
      resolutionHours: [],
    }
    const measures = complaintMeasures(nobody)
    expect(measures.problemRate).toEqual({ ok: false, reason: 'no-answers' })
    expect(measures.medianHours).toBeUndefined()
    expect(JSON.parse(JSON.stringify(measures))).toEqual(measures)
    expect(() => complaintMeasures({ ...nobody, complained: 1 })).toThrow('shareOf: 1 of 0 is not a share')
    expect(() => complaintMeasures({ ...nobody, resolutionHours: [-1] })).toThrow(
      '-1 is not a number of hours',
    )
    expect(complaintChart([])).toEqual({ ok: false, reason: 'no-periods' })
    expect(() => complaintChart([{ complaints: 1, units: 0 }])).toThrow('period 0')
    expect(kaplanMeier([])).toEqual({ ok: false, reason: 'no-customers' })
    expect(() => kaplanMeier([{ time: -1, left: true }])).toThrow('tenure 0')
    const alone = { mean: 1, standardDeviation: 0, sampleSize: 1 }
    expect(recoveryParadox(alone, alone)).toEqual({ ok: false, reason: 'too-few-answers' })
    const flat = { mean: 1, standardDeviation: 0, sampleSize: 5 }
    expect(recoveryParadox(flat, flat)).toEqual({ ok: false, reason: 'no-variance' })
    const two = toObservations(['left', 'x'], [[2, 1]])
    expect(() => churnModel(two, { left: 'left', predictors: ['x'] })).toThrow('"left" is 2, not 0 or 1')
    expect(() => churnModel(two, { left: 'left', predictors: [] })).toThrow('no predictors')
    expect(() => calibration([], [])).toThrow('calibration')
  })

  it('retention and win-back by hand', () => {
    const rates = foundValue(retentionRates({ atStart: 200, kept: 170, lostBefore: 20, wonBack: 5 }))
    expect(rates.retention.value).toBe(0.85)
    expectClose(rates.churn.value, 0.15, 1e-15)
    expect(rates.winBack?.value).toBe(0.25)
    expect(retentionRates({ atStart: 0, kept: 0 })).toEqual({ ok: false, reason: 'no-customers' })
    const ranked = winBackPriority([
      { name: 'small and likely', value: 100, chanceOfReturn: 0.9 },
      { name: 'large', value: 1000, chanceOfReturn: 0.2 },
    ])
    expect(ranked.map(({ priority }) => priority)).toEqual([200, 90])
    expect(() => winBackPriority([{ name: 'x', value: 1, chanceOfReturn: 2 }])).toThrow('"x"')
  })

  it('switching reasons by hand', () => {
    const reasons = foundValue(
      switchingReasons([
        { reasons: ['pricing', 'competition'], main: 'pricing' },
        { reasons: ['pricing'] },
        { reasons: [], main: 'inconvenience' },
        { reasons: [] },
      ]),
    )
    expect(reasons).toMatchObject({ sampleSize: 3, missing: 1 })
    expect(reasons.reasons[0]).toMatchObject({ reason: 'pricing', count: 2, mainCount: 1, cumulative: 0.5 })
    expectClose(reasons.singleReason.value, 2 / 3, 1e-15)
    expect(reasons.together[0]![5]).toBe(1)
    expect(reasons.reasons.at(-1)!.cumulative).toBe(1)
    expect(switchingReasons([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(() => switchingReasons([{ reasons: ['boredom' as 'pricing'] }])).toThrow(
      'unknown reason "boredom"',
    )
    expect(SWITCHING_REASONS).toHaveLength(8)
  })

  const tenures = fc.array(fc.record({ time: fc.nat(20), left: fc.boolean() }), {
    minLength: 1,
    maxLength: 40,
  })
  it('survival falls, does not depend on order or units; without censoring it is the share still there', () => {
    fc.assert(
      fc.property(tenures, (cases) => {
        const plain = foundValue(kaplanMeier(cases))
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain)
        const months = foundValue(
          kaplanMeier(cases.toReversed().map(({ time, left }) => ({ time: 12 * time, left }))),
        )
        expect(months.steps.map(({ survival }) => survival)).toEqual(
          plain.steps.map(({ survival }) => survival),
        )
        for (const { interval, survival } of plain.steps) {
          if (interval === undefined) continue
          expect(interval.low).toBeLessThanOrEqual(survival + 1e-12)
          expect(interval.high).toBeGreaterThanOrEqual(survival - 1e-12)
        }
        for (const { time, survival } of foundValue(
          kaplanMeier(cases.map(({ time }) => ({ time, left: true }))),
        ).steps) {
          expectClose(survival, cases.filter((one) => one.time > time).length / cases.length, 1e-12)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('calibration groups hold everybody; the model never gives a number that is none', () => {
    const cases = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 10 })), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(cases, (rows) => {
        const probabilities = rows.map(([, x]) => x / 11)
        const happened = rows.map(([is]) => is)
        const { groups } = calibration(probabilities, happened)
        expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(rows.length)
        expect(groups.length).toBeLessThanOrEqual(10)
        const table = rows.map(([is, x]) => [is ? 1 : 0, x])
        const model = churnModel(toObservations(['left', 'x'], table), { left: 'left', predictors: ['x'] })
        expect(JSON.parse(JSON.stringify(model))).toEqual(model)
      }),
      { numRuns: 200 },
    )
  })
})
