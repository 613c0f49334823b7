import { describeBearer } from '@codegrant/conformance/suite';
import { expressApi, nodeApi } from './bearer-apps.ts';

describeBearer('node:http', nodeApi);

describeBearer('Express 5', expressApi);
