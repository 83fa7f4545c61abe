// The pages of a conference: questions, polls, discussion. Everything works without; the parts refresh by live.ts.
import './app'
import './look/conference.scss'
