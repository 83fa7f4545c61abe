package vn.lantoa.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Workbooks written by hand, part by part, so that a test can put into them what no program would.
final class Sheets {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private Sheets() {}

    /// A workbook whose only sheet holds `rows` (the content of `sheetData`).
    static byte[] of(String rows) {
        return zip(parts(rows));
    }

    static Map<String, String> parts(String rows) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""");
        parts.put(
                "_rels/.rels",
                relationships(
                        "<Relationship Id='rId1' Type='%s/officeDocument' Target='xl/workbook.xml'/>".formatted(REL)));
        parts.put(
                "xl/_rels/workbook.xml.rels",
                relationships(
                        "<Relationship Id='rId1' Type='%1$s/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='%1$s/styles' Target='styles.xml'/><Relationship Id='rId3' Type='%1$s/sharedStrings' Target='sharedStrings.xml'/>"
                                .formatted(REL)));
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='S' sheetId='1' r:id='rId1'/></sheets></workbook>"
                        .formatted(MAIN, REL));
        parts.put(
                "xl/styles.xml",
                "<styleSheet xmlns='%s'><numFmts count='1'><numFmt numFmtId='170' formatCode='00000'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/></cellXfs></styleSheet>"
                        .formatted(MAIN));
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='%s'><sheetData>%s</sheetData></worksheet>".formatted(MAIN, rows));
        return parts;
    }

    static byte[] zip(Map<String, String> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String relationships(String all) {
        return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" + all
                + "</Relationships>";
    }
}
