/** The interface {@code /api/v1} for officers: the same use cases as the pages, with small records as answers. */
package org.huibu.desk.api;
