package org.huibu.studio.draft;

import jakarta.persistence.AttributeConverter;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** File name → text, as the release table keeps them. */
class FilesAsJson implements AttributeConverter<Map<String, String>, String> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String convertToDatabaseColumn(Map<String, String> files) {
        return JSON.writeValueAsString(new TreeMap<>(files));
    }

    @Override
    public Map<String, String> convertToEntityAttribute(String text) {
        return JSON.readValue(text, new TypeReference<TreeMap<String, String>>() { });
    }
}
