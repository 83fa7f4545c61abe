import 'htmx.org'
import './app.scss'

document.documentElement.dataset.script = 'on'
