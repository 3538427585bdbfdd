// The graph libraries, in a bundle of their own that only the network page loads.

import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import Sigma from 'sigma';
import { createEdgeArrowProgram } from 'sigma/rendering';
import { createNodeBorderProgram } from '@sigma/node-border';

self.llmecoGraph = { Graph, Sigma, createEdgeArrowProgram, createNodeBorderProgram, forceAtlas2 };
