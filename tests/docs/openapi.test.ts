import { describe, expect, it } from 'vitest';
import { play } from '../harness.ts';

const stage = play();

describe('the description of the API', () => {
  it('is OpenAPI 3.1, public, and names every route that the application has', async () => {
    const { status, body } = await stage.anonymous('GET', '/api/openapi.json');
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map(method => `${method.toUpperCase()} ${path}`),
    );
    const served = stage.app.routes
      .filter(route => route.method !== 'ALL' && route.path.startsWith('/api/'))
      .map(route => `${route.method} ${route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}').replace(/\/$/, '')}`);
    const undescribed = served.filter(
      route => !described.includes(route) && !/\/api\/(auth|docs|openapi\.json|changes)/.test(route),
    );
    expect([...new Set(undescribed)]).toEqual([]);
  });

  it('has a page that loads nothing from elsewhere', async () => {
    const page = await stage.anonymous('GET', '/api/docs');
    expect(page.status).toBe(200);
    expect(page.body).not.toMatch(/https?:\/\//);
    for (const [, address] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await stage.anonymous('GET', address)).status).toBe(200);
    }
    expect((await stage.anonymous('GET', '/api/docs/..%2f..%2fpackage.json')).status).toBe(404);
  });
});
