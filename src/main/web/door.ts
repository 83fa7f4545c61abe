// The page at the door of a hall: reads codes, shows who came, keeps everything until the house has it.
import './look/door.scss'
import { Door } from './door/door'
import { device } from './door/store'
import { prepare } from './door/sound'
import { speak, translate } from './door/words'

if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
translate()
prepare()
for (const button of document.querySelectorAll<HTMLElement>('[data-speak]')) button.addEventListener('click', () => speak(button.dataset.speak!))

void (async () => {
    const own = await device()
    if (own) await new Door(own).open()
    else document.getElementById('nowhere')!.hidden = false
})()
