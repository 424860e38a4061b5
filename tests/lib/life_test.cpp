// Years at the desk in 2,000 random verbs: whatever is done and whatever is refused, the rules that hold everywhere hold.
#include "support/life.hpp"

using namespace osaki;
using namespace osaki::test;

TEST_CASE("whatever is done and refused in 2,000 random verbs, the rules that hold everywhere hold") {
    LivelyDesk desk(20260401);
    desk.run(2000);
    desk.check_all_were_done();
    const auto report = verify_audit(desk.reg().view());
    for (const auto& finding : report.findings) FAIL_CHECK(finding.check, " ", finding.subject, " ", finding.text);
    CHECK(report.summary.operations > 700);
}

TEST_CASE("other lots, the same rules") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        LivelyDesk desk(seed);
        desk.run(600);
        CHECK(verify_audit(desk.reg().view()).findings.empty());
    }
}
