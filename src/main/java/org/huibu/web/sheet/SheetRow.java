package org.huibu.web.sheet;

import java.util.List;
import java.util.Set;

/**
 * One row of an uploaded table.
 *
 * @param line as the file's reader counts, from 1
 * @param cells as shown, stripped; a cell that holds a formula is empty
 * @param formulas places of cells that hold a formula of a workbook, from 0
 */
public record SheetRow(int line, List<String> cells, Set<Integer> formulas) {

    public SheetRow {
        cells = List.copyOf(cells);
        formulas = Set.copyOf(formulas);
    }

    /** Text of a cell; empty where the row is shorter. */
    public String cell(int place) {
        return place >= 0 && place < cells.size() ? cells.get(place) : "";
    }

    public boolean blank() {
        return formulas.isEmpty() && cells.stream().allMatch(String::isBlank);
    }
}
