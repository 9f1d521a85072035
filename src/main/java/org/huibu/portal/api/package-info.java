/** The interface {@code /api/v1} for the public and for applicants: the same use cases as the pages, with small records as answers. */
package org.huibu.portal.api;
