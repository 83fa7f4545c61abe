package vn.lantoa.study;

import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lantoa.kernel.Refused;
import vn.lantoa.kernel.UnitId;
import vn.lantoa.kernel.Zone;
import vn.lantoa.paper.PrintedSheets;

/// What is printed for a hall: the poster at its door, the roll that people sign, badges.
@Component
class HallSheets {

    /// The most people of one file, which takes some seconds; more are printed part by part.
    static final int MOST = 2_000;

    /// Millimetres of a code in a row of the roll: modules of over a third of a millimetre, which phones read at arm's
    /// length.
    private static final int CODE = 20;

    private static final String COMMON = """
            body { font-family: serif-vn; margin: 0; font-size: 11pt; line-height: 1.25; }
            table { border-collapse: collapse; width: 100%; }
            .strong { font-weight: bold; } .quiet { font-size: 9pt; }
            """;
    private static final String FOOT = """
            @page { @bottom-right { content: counter(page) "/" counter(pages); font-family: serif-vn; font-size: 9pt; }
                    @bottom-left { content: "%s"; font-family: serif-vn; font-style: italic; font-size: 8pt; white-space: nowrap; } }
            """;
    private static final String ROLL = COMMON + FOOT + """
            @page { size: A4; margin: 14mm 10mm 14mm 15mm; }
            h1 { font-size: 14pt; text-align: center; margin: 0 0 2pt 0; } .under { text-align: center; margin: 0 0 8pt 0; }
            .roll { -fs-table-paginate: paginate; table-layout: fixed; border-collapse: separate; border-spacing: 0; }
            .roll th, .roll td { border-right: 0.5pt solid #000; border-bottom: 0.5pt solid #000; padding: 2pt 4pt; vertical-align: middle; }
            .roll th { border-top: 0.5pt solid #000; text-align: center; } .roll .edge { border-left: 0.5pt solid #000; text-align: center; }
            .roll tr { page-break-inside: avoid; } .code { text-align: center; padding: 0; }
            """;
    private static final String BADGES = COMMON + FOOT + """
            @page { size: A4; margin: 10mm 10mm 12mm 10mm; }
            .badges { table-layout: fixed; } .badges td { width: 50%; height: 53mm; border: 0.5pt dashed #777; padding: 4mm; vertical-align: middle; page-break-inside: avoid; }
            .badge td { border: none; padding: 0; height: auto; } .name { font-size: 17pt; font-weight: bold; } .conference { font-size: 9pt; text-transform: uppercase; }
            """;
    private static final String POSTER = COMMON + """
            @page { size: A4; margin: 20mm; }
            body { text-align: center; } h1 { font-size: 30pt; margin: 10mm 0 6mm 0; line-height: 1.2; } h2 { font-size: 24pt; margin: 4mm 0; font-weight: normal; }
            .within { font-size: 16pt; margin: 0 0 6mm 0; } .when { font-size: 20pt; font-weight: bold; margin: 6mm 0 10mm 0; } .open { font-size: 15pt; font-weight: normal; } .how { font-size: 15pt; text-align: left; margin: 8mm 0 0 0; } .how li { margin-bottom: 3mm; }
            """;

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final JdbcClient db;
    private final PersonalCodes codes;
    private final MessageSource words;

    HallSheets(JdbcClient db, PersonalCodes codes, MessageSource words) {
        this.db = db;
        this.codes = codes;
        this.words = words;
    }

    /// Whom the site expects, in the order of names.
    ///
    /// @param unit of whose roster only, or null
    /// @param from the first of at most [#MOST], from 0; null for all
    /// @throws Refused if there is nobody, or all are more than one file holds
    List<Person> people(ConferenceSite site, @Nullable UnitId unit, @Nullable Integer from) {
        var people = db.sql("""
                select   r.member, r.member_no, r.full_name, u.name as cell, coalesce(c.serial, 1) as serial
                from     study.expected_at(:site) e
                join     study.session s on s.id = :session
                join     study.roster r on r.campaign = s.campaign and r.member = e.member
                join     study.campaign_unit u on u.campaign = s.campaign and u.unit = r.unit
                left     join study.personal_code c on c.member = r.member
                where    (:unit::uuid is null or r.unit = :unit)
                order by r.sort_key, r.member_no
                limit    :most offset :from
                """)
                .param("site", site.id())
                .param("session", site.session())
                .param("unit", unit == null ? null : unit.value())
                .param("most", MOST + 1)
                .param("from", from == null ? 0 : from)
                .query(Person.class)
                .list();
        if (people.isEmpty()) throw Refused.invalid("study.print.nobody");
        if (from == null && people.size() > MOST) throw Refused.tooLarge("study.print.many", MOST);
        return people.subList(0, Math.min(people.size(), MOST));
    }

    /// The roll that people sign: the code of each in its row, the header and page numbers on each page.
    ///
    /// @param mark who took it out and when, at the foot of each page
    void roll(
            Conference conference, ConferenceSite site, List<Person> people, int from, String mark, OutputStream out) {
        var sheets = new PrintedSheets(
                say("study.print.roll"), ROLL.replace("%s", quoted(mark)), Locale.forLanguageTag("vi"));
        sheets.markup("<h1>").text(say("study.print.roll")).markup("</h1><p class=\"under\">");
        sheets.text(conference.title() + " – " + site.name() + " – " + day(conference));
        within(sheets.markup("</p>"), conference, "under");
        sheets.markup(
                "<table class=\"roll\"><col style=\"width:7%\"/><col style=\"width:46%\"/><col style=\"width:12%\"/>"
                        + "<col style=\"width:35%\"/><thead><tr>");
        for (var head : List.of("number", "person", "code", "signature"))
            sheets.markup(head.equals("number") ? "<th class=\"edge\">" : "<th>")
                    .text(say("study.print.column." + head))
                    .markup("</th>");
        sheets.markup("</tr></thead><tbody>");
        var number = from;
        for (var person : people) {
            sheets.markup("<tr><td class=\"edge\">")
                    .text(String.valueOf(++number))
                    .markup("</td><td><span class=\"strong\">");
            sheets.text(person.fullName()).markup("</span><br/><span class=\"quiet\">");
            sheets.text(person.cell() + " · " + person.memberNo()).markup("</span></td><td class=\"code\">");
            sheets.code(codes.signed(person.member(), person.serial()), CODE, person.fullName())
                    .markup("</td><td> </td></tr>");
        }
        sheets.markup("</tbody></table>").write(out);
    }

    /// Badges, ten to a sheet, to be cut along the dashes.
    ///
    /// @param mark who took them out and when
    void badges(Conference conference, List<Person> people, String mark, OutputStream out) {
        var meeting = conference.meeting();
        var sheets = new PrintedSheets(
                say("study.print.badges"), BADGES.replace("%s", quoted(mark)), Locale.forLanguageTag("vi"));
        sheets.markup("<table class=\"badges\">");
        for (var place = 0; place < people.size(); place += 2) {
            sheets.markup("<tr>");
            for (var side = place; side < place + 2; side++) {
                if (side >= people.size()) {
                    sheets.markup("<td> </td>");
                    continue;
                }
                var person = people.get(side);
                sheets.markup("<td><table class=\"badge\"><tr><td><span class=\"conference\">")
                        .text(meeting == null ? conference.title() : conference.title() + " – " + meeting)
                        .markup("</span><br/><span class=\"name\">")
                        .text(person.fullName())
                        .markup("</span><br/>")
                        .text(person.cell())
                        .markup("<br/><span class=\"quiet\">")
                        .text(person.memberNo())
                        .markup("</span></td><td style=\"width:36mm\">");
                sheets.code(codes.signed(person.member(), person.serial()), 34, person.fullName())
                        .markup("</td></tr></table></td>");
            }
            sheets.markup("</tr>");
        }
        sheets.markup("</table>").write(out);
    }

    /// The poster at the door. The code of the hall changes and cannot be printed: the poster leads to the way in, and
    /// says what to have at hand.
    void poster(Conference conference, ConferenceSite site, Instant opensAt, String address, OutputStream out) {
        var sheets = new PrintedSheets(say("study.print.poster"), POSTER, Locale.forLanguageTag("vi"));
        within(sheets.markup("<h1>").text(conference.title()).markup("</h1>"), conference, "within");
        sheets.markup("<h2>").text(site.name()).markup("</h2><p class=\"when\">");
        sheets.text(day(conference)).markup("<br/><span class=\"open\">");
        sheets.text(words.getMessage(
                        "study.print.opens",
                        new Object[] {HOUR.format(opensAt.atZone(Zone.VIETNAM))},
                        Locale.forLanguageTag("vi")))
                .markup("</span></p>");
        sheets.code(address, 80, say("study.print.poster-code")).markup("<p>").text(say("study.print.poster-code"));
        sheets.markup("</p><ul class=\"how\">");
        for (var step : List.of("screen", "own", "desk"))
            sheets.markup("<li>").text(say("study.print.how." + step)).markup("</li>");
        sheets.markup("</ul>").write(out);
    }

    /// Which meeting the session is held within, where it is: people come for that one.
    private void within(PrintedSheets sheets, Conference conference, String style) {
        var meeting = conference.meeting();
        if (meeting == null) return;
        sheets.markup("<p class=\"" + style + "\">")
                .text(say("study.combination") + ": " + meeting)
                .markup("</p>");
    }

    private String say(String key) {
        return words.getMessage(key, null, Locale.forLanguageTag("vi"));
    }

    private static String day(Conference conference) {
        return DateTimeFormatter.ofPattern("HH:mm, dd/MM/yyyy")
                .format(conference.startsAt().atZone(Zone.VIETNAM));
    }

    /// As a string of a style sheet, every letter by its number, so that no text ends the string.
    private static String quoted(String text) {
        var letters = new StringBuilder();
        text.codePoints().forEach(letter -> letters.append("\\%06x".formatted(letter)));
        return letters.toString();
    }

    record Person(UUID member, String memberNo, String fullName, String cell, int serial) {}
}
