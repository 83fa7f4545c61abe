package vn.lantoa.organization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lantoa.kernel.Refused;
import vn.lantoa.organization.Operation.Appointment;
import vn.lantoa.organization.Operation.Create;
import vn.lantoa.organization.Operation.Dissolve;
import vn.lantoa.organization.Operation.Divide;
import vn.lantoa.organization.Operation.Heir;
import vn.lantoa.organization.Operation.Merge;
import vn.lantoa.organization.Operation.Move;
import vn.lantoa.organization.Operation.Rename;

/// Operations as the API writes them (design.md 4) and as the database keeps them.
@Component
class Operations {

    /// More than the country's own change of 2025 needed.
    static final int MOST = 60_000;

    private final JsonMapper json;

    Operations(JsonMapper json) {
        this.json = json;
    }

    /// Reads what was sent, every wrong operation at once.
    ///
    /// @throws Refused if it is no list of operations
    Read read(JsonNode sent) {
        if (!sent.isArray()) throw Refused.unreadable("organization.redraw.list");
        if (sent.size() > MOST) throw Refused.tooLarge("organization.redraw.many", MOST);
        var operations = new ArrayList<Operation>();
        var faults = new ArrayList<Fault>();
        for (var index = 0; index < sent.size(); index++) {
            try {
                operations.add(operation(sent.get(index)));
            } catch (Refused refused) {
                faults.add(new Fault(index + 1, "", refused.key(), refused.arguments()));
            }
        }
        return new Read(operations, faults);
    }

    List<Operation> kept(String text) {
        return read(json.readTree(text)).operations();
    }

    /// Who gets which post, as sent.
    ///
    /// @throws Refused if one is incomplete
    List<Appointment> appointments(JsonNode sent) {
        if (sent.isMissingNode() || sent.isNull()) return List.of();
        if (!sent.isArray()) throw Refused.unreadable("organization.redraw.list");
        if (sent.size() > MOST) throw Refused.tooLarge("organization.redraw.many", MOST);
        var appointments = new ArrayList<Appointment>();
        for (var one : sent)
            appointments.add(new Appointment(line(one, "username", 100), line(one, "role", 40), line(one, "unit", 50)));
        return appointments;
    }

    List<Appointment> keptAppointments(String text) {
        return appointments(json.readTree(text));
    }

    String written(List<Operation> operations) {
        return json.writeValueAsString(
                operations.stream().map(Operations::shape).toList());
    }

    String writtenAppointments(List<Appointment> appointments) {
        return json.writeValueAsString(appointments);
    }

    private static Operation operation(JsonNode sent) {
        var op = sent.path("op").asString("");
        return switch (op) {
            case "create" ->
                new Create(
                        line(sent, "code", 50),
                        line(sent, "parentCode", 50),
                        Written.choice(Level.class, text(sent, "level"), "organization.column.level"),
                        line(sent, "name", 200));
            case "rename" -> new Rename(line(sent, "code", 50), line(sent, "name", 200));
            case "move" -> new Move(line(sent, "code", 50), line(sent, "parentCode", 50));
            case "merge" -> new Merge(lines(sent.path("from"), "from"), line(sent, "into", 50));
            case "divide" -> new Divide(line(sent, "from", 50), heirs(sent.path("into")));
            case "dissolve" -> new Dissolve(line(sent, "code", 50));
            default -> throw Refused.invalid("organization.redraw.op", op.length() > 40 ? op.substring(0, 40) : op);
        };
    }

    private static List<Heir> heirs(JsonNode sent) {
        if (!sent.isArray()) throw Refused.invalid("organization.redraw.heirs");
        var heirs = new ArrayList<Heir>();
        for (var one : sent) {
            var units = one.path("units");
            heirs.add(new Heir(
                    line(one, "code", 50),
                    units.isMissingNode() || units.isNull() ? List.of() : lines(units, "units")));
        }
        return heirs;
    }

    private static List<String> lines(JsonNode sent, String name) {
        if (!sent.isArray()) throw Refused.invalid("organization.redraw.codes", name);
        var lines = new ArrayList<String>();
        for (var one : sent) {
            if (!one.isString() && !one.isNumber()) throw Refused.invalid("organization.redraw.codes", name);
            lines.add(Written.line(one.asString(), 50, "organization.redraw.field." + name));
        }
        return lines;
    }

    private static String line(JsonNode sent, String name, int most) {
        return Written.line(text(sent, name), most, "organization.redraw.field." + name);
    }

    private static String text(JsonNode sent, String name) {
        var value = sent.path(name);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    private static Map<String, Object> shape(Operation operation) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("op", Operation.word(operation));
        switch (operation) {
            case Create create -> {
                shape.put("code", create.code());
                shape.put("parentCode", create.parentCode());
                shape.put("level", create.level().name());
                shape.put("name", create.name());
            }
            case Rename rename -> {
                shape.put("code", rename.code());
                shape.put("name", rename.name());
            }
            case Move move -> {
                shape.put("code", move.code());
                shape.put("parentCode", move.parentCode());
            }
            case Merge merge -> {
                shape.put("from", merge.from());
                shape.put("into", merge.into());
            }
            case Divide divide -> {
                shape.put("from", divide.from());
                shape.put("into", divide.into());
            }
            case Dissolve dissolve -> shape.put("code", dissolve.code());
        }
        return shape;
    }

    /// @param faults operations that could not be read, by number
    record Read(List<Operation> operations, List<Fault> faults) {
        Read {
            operations = List.copyOf(operations);
            faults = List.copyOf(faults);
        }
    }
}
