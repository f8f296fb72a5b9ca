import { expect, test } from 'vitest'
import { imageVersion } from './image.ts'

test.each([
  ['quay.io/metallb/speaker:v0.14.9', 'v0.14.9'],
  ['registry.example.org:5000/kube-ovn:v1.15.4', 'v1.15.4'],
  ['registry.example.org:5000/kube-ovn', null],
  ['ingress-nginx/controller:v1.14.0@sha256:0123', 'v1.14.0'],
  ['ingress-nginx/controller@sha256:0123', null],
  ['grafana/grafana:latest', null],
  ['', null],
])('%s is of version %s', (image, version) => expect(imageVersion(image)).toBe(version))
