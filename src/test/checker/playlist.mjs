// Reads a playlist from standard input as strictly as the specification is and prints what it found; fails on any fault.
import { readFileSync } from 'node:fs'
import HLS from 'hls-parser'

HLS.setOptions({ strictMode: true })
const playlist = HLS.parse(readFileSync(0, 'utf8'))
console.log(playlist.isMasterPlaylist
    ? `master ${playlist.variants.length}`
    : `media ${playlist.segments.length} target ${playlist.targetDuration} breaks ${playlist.segments.filter(segment => segment.discontinuity).length}${playlist.endlist ? ' ended' : ''}`)
