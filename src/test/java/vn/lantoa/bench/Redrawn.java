package vn.lantoa.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Redraws a generated tree of the shape that the change of 1/7/2025 had: provinces merged, districts dissolved, old
/// communes merged into fewer new ones or divided by cell. Everything comes in by the API.
///
/// @param provinces before
/// @param merged how many of them become part of another
/// @param districts before, all dissolved
/// @param communes before
/// @param heirs communes after
/// @param divided communes whose cells go to two heirs
/// @param cells of each commune
/// @param members in all, spread over the cells
record Redrawn(int provinces, int merged, int districts, int communes, int heirs, int divided, int cells, int members) {

    /// Thái Nguyên and Bắc Kạn.
    static final Redrawn PROVINCE = new Redrawn(2, 1, 17, 280, 92, 3, 20, 135_200);
    /// The country, with three cells for each commune instead of all 300,000.
    static final Redrawn COUNTRY = new Redrawn(63, 29, 696, 10_035, 3_321, 471, 3, 0);

    /// The tree in the columns of the import.
    void units(Path file) throws Exception {
        try (var out = Files.newBufferedWriter(file)) {
            out.write("code,parent_code,level,name,valid_from\nTW,,CENTRAL,Trung ương,2020-01-01\n");
            for (var one = 0; one < provinces; one++) row(out, province(one), "TW", "PROVINCIAL", "Đảng bộ tỉnh");
            for (var one = 0; one < districts; one++)
                row(out, "H" + one, province(one * provinces / districts), "UPPER_GRASSROOTS", "Đảng bộ huyện");
            for (var one = 0; one < communes; one++) {
                row(out, "X" + one, "H" + district(one), "GRASSROOTS", "Đảng bộ xã");
                for (var cell = 0; cell < cells; cell++) row(out, "X" + one + "." + cell, "X" + one, "CELL", "Chi bộ");
            }
        }
    }

    void members(Path file) throws Exception {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("member_no,full_name,birth_date,gender,standing,admitted_on,official_on,unit_code\n");
            for (var one = 0; one < members; one++) {
                var cell = (int) ((long) one * communes * cells / members);
                out.write("M%d,Nguyễn Văn %d,1980-01-01,M,FULL,2005-01-01,2006-01-01,X%d.%d\n"
                        .formatted(one, one, cell / cells, cell % cells));
            }
        }
    }

    /// The decision in the form of the API.
    String decision() {
        var operations = new ArrayList<String>();
        for (var one = 0; one < heirs; one++)
            operations.add(
                    "{\"op\":\"create\",\"code\":\"N%d\",\"parentCode\":\"%s\",\"level\":\"UPPER_GRASSROOTS\",\"name\":\"Đảng bộ xã mới %d\"}"
                            .formatted(one, heirProvince(one), one));
        var first = new ArrayList<List<String>>();
        for (var one = 0; one < heirs; one++) first.add(new ArrayList<>());
        for (var one = 0; one < communes; one++) {
            var heir = heir(one);
            if (one >= divided || heir + 1 >= heirs) first.get(heir).add("\"X" + one + "\"");
            else operations.add(division(one, heir));
        }
        for (var one = 0; one < heirs; one++)
            if (!first.get(one).isEmpty())
                operations.add("{\"op\":\"merge\",\"from\":[%s],\"into\":\"N%d\"}"
                        .formatted(String.join(",", first.get(one)), one));
        for (var one = 0; one < districts; one++)
            operations.add("{\"op\":\"dissolve\",\"code\":\"H%d\"}".formatted(one));
        for (var one = 0; one < merged; one++)
            operations.add("{\"op\":\"merge\",\"from\":[\"%s\"],\"into\":\"%s\"}"
                    .formatted(province(provinces - 1 - one), province(one)));
        return "{\"decision\":\"1-NQ/TW\",\"decidedOn\":\"2025-06-16\",\"effectiveOn\":\"2025-07-01\",\"operations\":["
                + String.join(",", operations) + "]}";
    }

    private String division(int commune, int heir) {
        var here = new ArrayList<String>();
        var there = new ArrayList<String>();
        for (var cell = 0; cell < cells; cell++)
            (cell % 2 == 0 ? here : there).add("\"X" + commune + "." + cell + "\"");
        return "{\"op\":\"divide\",\"from\":\"X%d\",\"into\":[{\"code\":\"N%d\",\"units\":[%s]},{\"code\":\"N%d\",\"units\":[%s]}]}"
                .formatted(commune, heir, String.join(",", here), heir + 1, String.join(",", there));
    }

    /// Previews, applies and undoes it.
    void measure(Findings findings, Client admin, String what, String previewBar, String applyBar) throws Exception {
        var decision = decision();
        findings.add(
                what + ": preview",
                seconds(post(admin, "/api/v1/reorganizations?preview=true", decision)) + ", " + decision.length() / 1024
                        + " kB sent",
                previewBar);
        var since = System.nanoTime();
        var answer = admin.post("/api/v1/reorganizations", "application/json", BodyPublishers.ofString(decision));
        findings.add(what + ": applied", seconds(millis(since)), applyBar);
        var id = Client.first(answer, "^\\{\"id\":\"([^\"]+)\"");
        findings.add(
                what + ": undone", seconds(post(admin, "/api/v1/reorganizations/" + id + "/reversal", "{}")), applyBar);
    }

    /// Applies it while `door` lets people in, one after the other over 16 connections.
    void meanwhile(Findings findings, Client admin, Pressure pressure, Door door, int people) throws Exception {
        var load = CompletableFuture.supplyAsync(() -> {
            try {
                return pressure.run(16, people, 60, number -> door.body("M" + number, "r" + number));
            } catch (Exception failed) {
                throw new CompletionException(failed);
            }
        });
        Thread.sleep(500);
        var since = System.nanoTime();
        var answer = admin.post("/api/v1/reorganizations", "application/json", BodyPublishers.ofString(decision()));
        var applied = millis(since);
        var times = load.join();
        findings.add(
                "check-ins while 280 communes become 92",
                String.format(
                        Locale.ROOT,
                        "p99 %.0f ms at %,.0f/s, applied in %s, %d failed",
                        times.p99(),
                        times.perSecond(),
                        seconds(applied),
                        times.failed()),
                "p99 <= 300 ms");
        post(admin, "/api/v1/reorganizations/" + Client.first(answer, "^\\{\"id\":\"([^\"]+)\"") + "/reversal", "{}");
    }

    private static long post(Client admin, String path, String body) throws Exception {
        var since = System.nanoTime();
        admin.post(path, "application/json", BodyPublishers.ofString(body));
        return millis(since);
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private int district(int commune) {
        return (int) ((long) commune * districts / communes);
    }

    private int heir(int commune) {
        return (int) ((long) commune * heirs / communes);
    }

    /// Where the heir stands afterwards: the province of its first commune, or what that became part of.
    private String heirProvince(int heir) {
        var commune = (int) (((long) heir * communes + heirs - 1) / heirs);
        var province = district(commune) * provinces / districts;
        return province(province >= provinces - merged ? provinces - 1 - province : province);
    }

    private static String province(int number) {
        return "T" + number;
    }

    private static void row(java.io.BufferedWriter out, String code, String parent, String level, String name)
            throws java.io.IOException {
        out.write("%s,%s,%s,%s %s,2020-01-01\n".formatted(code, parent, level, name, code));
    }
}
