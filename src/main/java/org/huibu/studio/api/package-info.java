/** The interface {@code /api/v1} for administrators: the same use cases as the studio's pages, with small records as answers. */
package org.huibu.studio.api;
