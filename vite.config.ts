import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { VitePWA } from 'vite-plugin-pwa';
import solid from 'vite-plugin-solid';

/** The web app: web/ becomes dist/web/, which the API process serves. */
export default defineConfig({
  root: fileURLToPath(new URL('web/', import.meta.url)),
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // `light-dark()` and nesting stay as written: every browser that is still mended knows them.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Vite would inline small icons as data; the policy allows it, but a cached file is lighter.
    assetsInlineLimit: 0,
  },
  plugins: [
    solid(),
    icons({ compiler: 'solid' }),
    tailwindcss(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: false,
      manifest: {
        name: 'Moyens',
        short_name: 'Moyens',
        description: 'Réserver les moyens mis en commun par le réseau',
        lang: 'fr',
        display: 'standalone',
        start_url: '/',
        background_color: '#f7f5f0',
        theme_color: '#0b5563',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,woff2,svg}'],
        globIgnores: ['**/*latin-ext*'],
        navigateFallbackDenylist: [
          /^\/api\//,
          /^\/feeds\//,
          /^\/caldav/,
          /^\/\.well-known\//,
          /^\/(health|ready|metrics)$/,
        ],
        runtimeCaching: [
          {
            // Before what follows, which it must not push out: a picture is heavy, and its address changes with it.
            urlPattern: ({ url, request }) =>
              request.method === 'GET' && /^\/api\/resources\/[^/]+\/photo$/.test(url.pathname),
            handler: 'CacheFirst',
            options: {
              cacheName: 'photos',
              expiration: { maxEntries: 40, maxAgeSeconds: 30 * 86_400, purgeOnQuotaError: true },
              cacheableResponse: { statuses: [200] },
            },
          },
          {
            // What one may read without a network: who I am, the last planning, my bookings. Emptied at sign-out.
            urlPattern: ({ url, request }) =>
              request.method === 'GET' &&
              /^\/api\/(session|planning|bookings|resources|network|sites)\b/.test(url.pathname),
            handler: 'NetworkFirst',
            options: {
              cacheName: 'last-read',
              networkTimeoutSeconds: 8,
              expiration: { maxEntries: 60, maxAgeSeconds: 7 * 86_400, purgeOnQuotaError: true },
              cacheableResponse: { statuses: [200] },
            },
          },
        ],
      },
    }),
    compression({
      include: /\.(html|js|css|svg|webmanifest)$/,
      algorithms: ['brotliCompress', 'gzip'],
      threshold: 512,
    }),
  ],
  server: { strictPort: true },
});
