import { describe } from 'vitest';
import { describeContract } from './describe-contract.js';
import { localCases } from './provider-case.js';

describe('Local servers', () => localCases.forEach(describeContract));
