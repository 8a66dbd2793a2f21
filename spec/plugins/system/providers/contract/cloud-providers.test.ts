import { describe } from 'vitest';
import { describeContract } from './describe-contract.js';
import { cloudCases } from './provider-case.js';

describe('Providers in the cloud', () => cloudCases.forEach(describeContract));
