self.llmecoGraph = {};
