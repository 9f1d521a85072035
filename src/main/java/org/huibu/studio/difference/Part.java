package org.huibu.studio.difference;

import java.util.Map;

/** One thing of a file with all its properties flattened to texts. */
record Part(String type, String name, Map<String, String> properties) { }
