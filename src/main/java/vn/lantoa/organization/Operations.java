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

    /// Reads what was sent, everything that is wrong with every operation at once. Each keeps its number; one of
    /// which not even the kind is known does nothing.
    ///
    /// @throws Refused if it is no list of operations
    Read read(JsonNode sent) {
        require(sent);
        var sender = new Sender();
        var operations = new ArrayList<Operation>();
        for (var one : sent) operations.add(sender.operation(operations.size() + 1, one));
        return new Read(operations, sender.faults, sender.gaps.all());
    }

    List<Operation> kept(String text) {
        return read(json.readTree(text)).operations();
    }

    /// Who gets which post, as sent; what is incomplete is told and left out.
    ///
    /// @throws Refused if it is no list
    Posts appointments(JsonNode sent) {
        if (sent.isMissingNode() || sent.isNull()) return new Posts(List.of(), List.of());
        require(sent);
        var sender = new Sender();
        var appointments = new ArrayList<Appointment>();
        for (var one : sent) {
            int told = sender.faults.size();
            var appointment = new Appointment(
                    sender.line(one, "username", 100), sender.line(one, "role", 40), sender.line(one, "unit", 50));
            if (sender.faults.size() == told) appointments.add(appointment);
        }
        return new Posts(appointments, sender.faults);
    }

    List<Appointment> keptAppointments(String text) {
        return appointments(json.readTree(text)).appointments();
    }

    private static void require(JsonNode sent) {
        if (!sent.isArray()) throw Refused.unreadable("organization.redraw.list");
        if (sent.size() > MOST) throw Refused.tooLarge("organization.redraw.many", MOST);
    }

    String written(List<Operation> operations) {
        return json.writeValueAsString(
                operations.stream().map(Operations::shape).toList());
    }

    String writtenAppointments(List<Appointment> appointments) {
        return json.writeValueAsString(appointments);
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

    /// @param faults what could not be read, by the number of its operation
    record Read(List<Operation> operations, List<Fault> faults, Unread unread) {
        Read {
            operations = List.copyOf(operations);
            faults = List.copyOf(faults);
        }
    }

    /// @param faults what could not be read of appointments
    record Posts(List<Appointment> appointments, List<Fault> faults) {
        Posts {
            appointments = List.copyOf(appointments);
            faults = List.copyOf(faults);
        }
    }

    /// Reads field after field and goes on where one is wrong, with the empty code in its place.
    private static final class Sender {

        private static final List<String> CODES = List.of("code", "parentCode", "from", "into", "units");

        private final List<Fault> faults = new ArrayList<>();
        private final Unread.Gaps gaps = new Unread.Gaps();
        private int number;

        Operation operation(int number, JsonNode sent) {
            this.number = number;
            var op = sent.path("op").asString("");
            return switch (op) {
                case "create" -> create(sent);
                case "rename" -> new Rename(line(sent, "code", 50), line(sent, "name", 200));
                case "move" -> new Move(line(sent, "code", 50), line(sent, "parentCode", 50));
                case "merge" -> new Merge(lines(sent.path("from"), "from"), line(sent, "into", 50));
                case "divide" -> new Divide(line(sent, "from", 50), heirs(sent.path("into")));
                case "dissolve" -> new Dissolve(line(sent, "code", 50));
                default -> {
                    wrong(Refused.invalid("organization.redraw.op", op.length() > 40 ? op.substring(0, 40) : op));
                    mentioned(sent);
                    yield new Rename("", "");
                }
            };
        }

        private Create create(JsonNode sent) {
            var code = line(sent, "code", 50);
            var parent = line(sent, "parentCode", 50);
            var level = Level.CELL;
            try {
                level = Written.choice(Level.class, text(sent, "level"), "organization.column.level");
            } catch (Refused refused) {
                wrong(refused);
                gaps.level(code);
            }
            return new Create(code, parent, level, line(sent, "name", 200));
        }

        private List<Heir> heirs(JsonNode sent) {
            if (!sent.isArray()) {
                wrong(Refused.invalid("organization.redraw.heirs"));
                return List.of(new Heir("", List.of()));
            }
            var heirs = new ArrayList<Heir>();
            for (var one : sent) {
                var units = one.path("units");
                heirs.add(new Heir(
                        line(one, "code", 50),
                        units.isMissingNode() || units.isNull() ? List.of() : lines(units, "units")));
            }
            return heirs;
        }

        private List<String> lines(JsonNode sent, String name) {
            if (!sent.isArray()) {
                wrong(Refused.invalid("organization.redraw.codes", name));
                return List.of("");
            }
            var lines = new ArrayList<String>();
            for (var one : sent) {
                if (one.isString() || one.isNumber()) lines.add(line(one.asString(), name, 50));
                else {
                    wrong(Refused.invalid("organization.redraw.codes", name));
                    lines.add("");
                }
            }
            return lines;
        }

        String line(JsonNode sent, String name, int most) {
            return line(text(sent, name), name, most);
        }

        private String line(String text, String name, int most) {
            try {
                return Written.line(text, most, "organization.redraw.field." + name);
            } catch (Refused refused) {
                wrong(refused);
                return "";
            }
        }

        private void wrong(Refused refused) {
            faults.add(new Fault(number, "", refused.key(), refused.arguments()));
        }

        /// Every code in an operation of which nobody can tell what it does.
        private void mentioned(JsonNode sent) {
            for (var name : CODES) {
                var value = sent.path(name);
                if (value.isString() || value.isNumber()) gaps.code(value.asString());
                else
                    for (var one : value) {
                        if (one.isString() || one.isNumber()) gaps.code(one.asString());
                        else mentioned(one);
                    }
            }
        }

        private static String text(JsonNode sent, String name) {
            var value = sent.path(name);
            return value.isString() || value.isNumber() ? value.asString() : "";
        }
    }
}
