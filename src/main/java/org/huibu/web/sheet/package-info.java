/** Tables as CSV or XLSX: one reader for everything that is uploaded by rows, one writer for everything that is taken away by rows. */
@org.springframework.modulith.NamedInterface("sheet")
package org.huibu.web.sheet;
