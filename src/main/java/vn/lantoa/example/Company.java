package vn.lantoa.example;

/// What kind of people a cell gathers: how old, how many women.
enum Company {
    VILLAGE(54, 15, 20, 97, 0.40),
    SCHOOL(40, 8, 23, 60, 0.72),
    STUDENTS(22, 1.5, 20, 26, 0.5),
    OFFICE(41, 8, 23, 60, 0.42),
    FORCE(37, 7, 22, 57, 0.14),
    WORKS(42, 8, 23, 59, 0.24);

    private final double mean;
    private final double deviation;
    private final int youngest;
    private final int oldest;
    private final double women;

    Company(double mean, double deviation, int youngest, int oldest, double women) {
        this.mean = mean;
        this.deviation = deviation;
        this.youngest = youngest;
        this.oldest = oldest;
        this.women = women;
    }

    static Company of(Node cell) {
        if (cell.name.contains(" xóm ") || cell.name.contains(" thôn ") || cell.name.contains("Tổ dân phố"))
            return VILLAGE;
        if (cell.name.contains("Trường")) return SCHOOL;
        if (cell.name.contains("Sinh viên")) return STUDENTS;
        if (cell.code.startsWith("CAT") || cell.code.startsWith("QST") || cell.name.contains("Công an")) return FORCE;
        return cell.code.startsWith("GTTN") || cell.code.startsWith("TKH") ? WORKS : OFFICE;
    }

    double women() {
        return women;
    }

    int age(Chance chance) {
        return Math.clamp(Math.round(chance.around(mean, deviation)), youngest, oldest);
    }
}
