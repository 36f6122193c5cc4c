import type { MailTexts } from '../../api/contract/mailing.ts'
import type { Language } from '../i18n/languages.ts'

/** What an invitation and a reminder say until the designer says it better. */
export const INVITATION: MailTexts = {
  en: {
    subject: 'How satisfied are you with {brand}?',
    body: 'Dear {name},\n\nyour opinion decides what we improve next. Please take a few minutes to tell us about your experience with {brand}.\n\n[Give my answers]({link})\n\nThank you!',
  },
  'zh-Hans': {
    subject: '您对{brand}满意吗？',
    body: '尊敬的{name}：\n\n您的意见决定我们接下来改进什么。请用几分钟时间告诉我们您对{brand}的体验。\n\n[开始回答]({link})\n\n感谢您的支持！',
  },
  'zh-Hant': {
    subject: '您對{brand}滿意嗎？',
    body: '敬愛的{name}：\n\n您的意見決定我們接下來改進什麼。請用幾分鐘時間告訴我們您對{brand}的體驗。\n\n[開始回答]({link})\n\n感謝您的支持！',
  },
}

export const REMINDER: MailTexts = {
  en: {
    subject: 'A reminder: how satisfied are you with {brand}?',
    body: 'Dear {name},\n\nwe have not heard from you yet. There is still time until {closes}; what you have begun is kept.\n\n[Give my answers]({link})\n\nThank you!',
  },
  'zh-Hans': {
    subject: '温馨提醒：您对{brand}满意吗？',
    body: '尊敬的{name}：\n\n我们还没有收到您的回答。问卷开放至{closes}，已填写的内容会为您保留。\n\n[继续回答]({link})\n\n感谢您的支持！',
  },
  'zh-Hant': {
    subject: '溫馨提醒：您對{brand}滿意嗎？',
    body: '敬愛的{name}：\n\n我們還沒有收到您的回答。問卷開放至{closes}，已填寫的內容會為您保留。\n\n[繼續回答]({link})\n\n感謝您的支持！',
  },
}

/** The first sentences on the telephone; `unknown`: to somebody whose name is not known. */
export const GREETING: Readonly<Record<Language, { known: string; unknown: string; purpose: string }>> = {
  en: {
    known: 'Good day, this is {caller} of {firm}. May I speak to {person}?',
    unknown: 'Good day, this is {caller} of {firm}.',
    purpose:
      'We would like to hear how satisfied you are with {about}. It takes a few minutes; “I don’t know” is an answer, and you may stop at any time. Is now a good moment?',
  },
  'zh-Hans': {
    known: '您好，我是{firm}的{caller}。请问是{person}吗？',
    unknown: '您好，我是{firm}的{caller}。',
    purpose: '我们想了解您对{about}的满意程度，只需几分钟。可以回答“不知道”，也可以随时停止。您现在方便吗？',
  },
  'zh-Hant': {
    known: '您好，我是{firm}的{caller}。請問是{person}嗎？',
    unknown: '您好，我是{firm}的{caller}。',
    purpose:
      '我們想了解您對{about}的滿意程度，只需幾分鐘。可以回答「不知道」，也可以隨時停止。您現在方便嗎？',
  },
}
