/** The build without alternative sound tracks, subtitles and encryption says nothing of its types; they are the whole one's. */
declare module 'hls.js/light' {
    export * from 'hls.js'
    export { default } from 'hls.js'
}
