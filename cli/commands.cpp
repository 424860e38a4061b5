// The table of contents: every command with its words, the right it asks for, its line of help and its examples.
#include "command.hpp"

#include <array>

namespace osaki::cli {

Action define_register(Options&);
Action define_check(Options&);
Action define_approve(Options&);
Action define_reject(Options&);
Action define_return(Options&);
Action define_issue_credentials(Options&);
Action define_transfer(Options&);
Action define_suspend(Options&);
Action define_restore(Options&);
Action define_withdraw(Options&);
Action define_status(Options&);
Action define_application_list(Options&);
Action define_application_show(Options&);
Action define_application_edit(Options&);
Action define_application_cancel(Options&);
Action define_application_history(Options&);
Action define_application_notice(Options&);
Action define_application_attach(Options&);
Action define_application_attachment(Options&);
Action define_user_list(Options&);
Action define_user_search(Options&);
Action define_user_show(Options&);
Action define_user_history(Options&);
Action define_user_duplicates(Options&);
Action define_user_merge(Options&);
Action define_user_edit(Options&);
Action define_user_change(Options&);
Action define_office_list(Options&);
Action define_office_show(Options&);
Action define_office_add(Options&);
Action define_office_edit(Options&);
Action define_office_change(Options&);
Action define_office_close(Options&);
Action define_office_admin(Options&);
Action define_office_pledge(Options&);
Action define_office_service(Options&);
Action define_directory_list(Options&);
Action define_directory_show(Options&);
Action define_document_list(Options&);
Action define_document_show(Options&);
Action define_document_add(Options&);
Action define_document_edit(Options&);
Action define_document_publish(Options&);
Action define_document_keep(Options&);
Action define_document_file(Options&);
Action define_document_distribute(Options&);
Action define_document_ack(Options&);
Action define_group_list(Options&);
Action define_group_show(Options&);
Action define_group_add(Options&);
Action define_group_edit(Options&);
Action define_group_archive(Options&);
Action define_group_check(Options&);
Action define_group_owner_add(Options&);
Action define_group_owner_remove(Options&);
Action define_group_owner_hand_over(Options&);
Action define_group_member_add(Options&);
Action define_group_member_remove(Options&);
Action define_group_member_list(Options&);
Action define_train_add(Options&);
Action define_train_edit(Options&);
Action define_train_list(Options&);
Action define_train_show(Options&);
Action define_train_record(Options&);
Action define_train_status(Options&);
Action define_train_due(Options&);
Action define_train_never(Options&);
Action define_train_certificate(Options&);
Action define_document_status(Options&);
Action define_guide_list(Options&);
Action define_guide_show(Options&);
Action define_guide_add(Options&);
Action define_guide_outcome(Options&);
Action define_guide_escalate(Options&);
Action define_committee_list(Options&);
Action define_committee_show(Options&);
Action define_committee_add(Options&);
Action define_profile_show(Options&);
Action define_profile_edit(Options&);
Action define_db_init(Options&);
Action define_db_status(Options&);
Action define_db_migrate(Options&);
Action define_review_open(Options&);
Action define_review_list(Options&);
Action define_review_show(Options&);
Action define_review_sheet(Options&);
Action define_review_answer(Options&);
Action define_review_close(Options&);
Action define_incident_open(Options&);
Action define_incident_list(Options&);
Action define_incident_show(Options&);
Action define_incident_edit(Options&);
Action define_incident_step(Options&);
Action define_incident_affected(Options&);
Action define_incident_close(Options&);
Action define_usage_import(Options&);
Action define_usage_list(Options&);
Action define_usage_show(Options&);
Action define_usage_unmatched(Options&);
Action define_usage_match(Options&);
Action define_usage_map(Options&);
Action define_usage_maps(Options&);
Action define_usage_close(Options&);
Action define_usage_reopen(Options&);
Action define_report_monthly(Options&);
Action define_report_yearly(Options&);
Action define_report_trend(Options&);
Action define_report_participation(Options&);
Action define_report_roster(Options&);
Action define_report_compliance(Options&);
Action define_report_committee(Options&);
Action define_import_check(Options&);
Action define_import_run(Options&);
Action define_import_explain(Options&);
Action define_import_template(Options&);
Action define_import_map(Options&);
Action define_import_maps(Options&);
Action define_import_jobs(Options&);
Action define_import_show(Options&);
Action define_directory_import(Options&);
Action define_export(Options&);
Action define_undo(Options&);
Action define_audit_list(Options&);
Action define_audit_show(Options&);
Action define_audit_verify(Options&);
Action define_operator_list(Options&);
Action define_operator_add(Options&);
Action define_operator_edit(Options&);
Action define_operator_remove(Options&);
Action define_config_list(Options&);
Action define_config_get(Options&);
Action define_config_set(Options&);
Action define_config_check(Options&);
Action define_config_path(Options&);
Action define_doctor(Options&);
Action define_schema_list(Options&);
Action define_schema_show(Options&);
Action define_completion(Options&);
Action define_help(Options&);
Action define_version(Options&);

std::span<const Command> commands() {
    static constexpr std::array all{
        Command{"register", Right::work, N_("receive an application; prints its number"), define_register,
                "$ osaki-mcs register --office O0002 --name 佐藤花子 --kana サトウハナコ --profession 看護師 --mail "
                "hanako@example.jp --ground 1 --papers 利用申込書,施設誓約書,連携守秘誓約書"},
        Command{"check", Right::work, N_("tick off what has arrived"), define_check,
                "$ osaki-mcs check A2026-0001 --paper 施設誓約書|$ osaki-mcs check A2026-0001 --explained today --document D0003 "
                "--mail-reached today"},
        Command{"approve", Right::decide, N_("decide yes"), define_approve,
                "$ osaki-mcs approve A2026-0001 --decided-by 佐藤医師|$ osaki-mcs approve --all-ready"},
        Command{"reject", Right::decide, N_("decide no"), define_reject,
                "$ osaki-mcs reject A2026-0002 --reason '業務での利用ではないため' --notice notice.pdf --yes"},
        Command{"return", Right::work, N_("send back for missing papers"), define_return,
                "$ osaki-mcs return A2026-0002 --missing 施設誓約書 --due +14d"},
        Command{"issue-credentials", Right::work, N_("record the ID and make the first password"), define_issue_credentials,
                "$ osaki-mcs issue-credentials A2026-0001 --letter letter.pdf|$ osaki-mcs issue-credentials U000001 "
                "--confirm-receipt|$ osaki-mcs issue-credentials U000001 --reset --reason '本人から紛失の届出' --letter "
                "letter2.pdf --split"},
        Command{"transfer", Right::work, N_("move one person to another office"), define_transfer,
                "$ osaki-mcs transfer U000001 --from O0002 --to O0003"},
        Command{"suspend", Right::work, N_("stop an account for a while"), define_suspend,
                "$ osaki-mcs suspend U000001 --reason '端末の紛失'"},
        Command{"restore", Right::work, N_("let a suspended account go on"), define_restore, "$ osaki-mcs restore U000001"},
        Command{
            "withdraw", Right::work, N_("open or advance a departure, or end one membership"), define_withdraw,
            "$ osaki-mcs withdraw U000001 --received today --yes|$ osaki-mcs withdraw U000001 --step mcs-delete --done today|$ "
            "osaki-mcs withdraw U000002 --committee C2026-01 --yes|$ osaki-mcs withdraw --open"},
        Command{
            "status", Right::read, N_("today's desk: what waits for whom"), define_status,
            "$ osaki-mcs status|$ osaki-mcs status --for approver|$ osaki-mcs status --overdue --where 'days>=14' --sort -days"},
        Command{
            "application list", Right::read, N_("applications, oldest first"), define_application_list,
            "$ osaki-mcs application list --where 'state=received'|$ osaki-mcs application list --sort -received_on --limit 10"},
        Command{"application show", Right::read, N_("one application with its scans, waivers and acknowledgements"),
                define_application_show, "$ osaki-mcs application show A2026-0001"},
        Command{"application edit", Right::work, N_("correct an application that is not decided"), define_application_edit,
                "$ osaki-mcs application edit A2026-0001 --phone 0229-23-0000"},
        Command{"application cancel", Right::work, N_("the applicant takes it back"), define_application_cancel,
                "$ osaki-mcs application cancel A2026-0002 --reason '本人の申出' --yes"},
        Command{"application history", Right::read, N_("what happened to an application, and who did it"),
                define_application_history, "$ osaki-mcs application history A2026-0001"},
        Command{"application notice", Right::work, N_("letters about decisions, and the day they were sent"),
                define_application_notice,
                "$ osaki-mcs application notice A2026-0002 --letter notice2.pdf|$ osaki-mcs application notice A2026-0002 --sent "
                "today"},
        Command{"application attach", Right::work, N_("keep a scan with an application"), define_application_attach,
                "$ osaki-mcs application attach A2026-0001 scan.pdf --paper 利用申込書"},
        Command{"application attachment", Right::read, N_("a scan as it was kept, to standard output"),
                define_application_attachment, "$ osaki-mcs application attachment B0001 --output scan.pdf"},
        Command{"user list", Right::read, N_("users by number"), define_user_list,
                "$ osaki-mcs user list --where 'profession=nurse and state=active'|$ osaki-mcs user list --sort name --fields "
                "user_id,name,mail"},
        Command{"user search", Right::read, N_("people by a part of the name, a telephone number, an office"), define_user_search,
                "$ osaki-mcs user search 髙橋|$ osaki-mcs user search 佐藤 さくら薬局"},
        Command{"user show", Right::read, N_("one user with offices, credentials, acknowledgements and departures"),
                define_user_show, "$ osaki-mcs user show U000001|$ osaki-mcs user show U000001 --json"},
        Command{"user edit", Right::work, N_("correct what was entered wrongly"), define_user_edit,
                "$ osaki-mcs user edit U000001 --phone 0229-23-0000"},
        Command{"user change", Right::work, N_("a new profession from a day on"), define_user_change,
                "$ osaki-mcs user change U000001 --profession ケアマネ --on 2026-04-01"},
        Command{"user history", Right::read, N_("what a user was when, and who changed it"), define_user_history,
                "$ osaki-mcs user history U000001"},
        Command{"user duplicates", Right::read, N_("people who are likely in the register twice"), define_user_duplicates,
                "$ osaki-mcs user duplicates"},
        Command{"user merge", Right::decide, N_("two records of one human become one"), define_user_merge,
                "$ osaki-mcs user merge U000001 U000002 --reason '同じ方の二重登録' --yes"},
        Command{"office list", Right::read, N_("offices by number"), define_office_list,
                "$ osaki-mcs office list --where 'type=home-nursing'"},
        Command{"office show", Right::read, N_("one office with its services and members"), define_office_show,
                "$ osaki-mcs office show O0002"},
        Command{"office add", Right::work, N_("register an office"), define_office_add,
                "$ osaki-mcs office add --from-directory 0471500082|$ osaki-mcs office add --name おおさき薬局 --type pharmacy "
                "--phone 0229-00-0000"},
        Command{"office edit", Right::work, N_("correct what was entered wrongly"), define_office_edit,
                "$ osaki-mcs office edit O0002 --head-name 伊藤一郎 --head-post 施設長"},
        Command{"office change", Right::work, N_("a new office type from a day on"), define_office_change,
                "$ osaki-mcs office change O0002 --type home-nursing --on 2026-04-01"},
        Command{"office close", Right::work, N_("an office without members closes"), define_office_close,
                "$ osaki-mcs office close O0004 --on today --yes"},
        Command{"office admin", Right::work, N_("make a member the office's admin, or take it back"), define_office_admin,
                "$ osaki-mcs office admin O0002 --user U000001"},
        Command{"office pledge", Right::work, N_("record that the pledge (誓約書) arrived"), define_office_pledge,
                "$ osaki-mcs office pledge O0002 --on today"},
        Command{"office service", Right::work, N_("add a service with its facility number"), define_office_service,
                "$ osaki-mcs office service O0002 --service 訪問看護 --number 0461590001"},
        Command{"directory import", Right::work, N_("load the ministry's open data of facilities"), define_directory_import,
                "$ osaki-mcs directory import jigyosho_120.csv jigyosho_140.csv"},
        Command{"directory list", Right::read, N_("every facility of the area, registered or not"), define_directory_list,
                "$ osaki-mcs directory list --where 'municipality=042153' --limit 20"},
        Command{"directory show", Right::read, N_("the rows of one facility number"), define_directory_show,
                "$ osaki-mcs directory show 0471500082"},
        Command{"document list", Right::read, N_("policy, rules and guidelines in their versions"), define_document_list,
                "$ osaki-mcs document list"},
        Command{"document show", Right::read, N_("one version of a document"), define_document_show,
                "$ osaki-mcs document show D0003"},
        Command{"document add", Right::work, N_("register a draft, or a guideline or law"), define_document_add,
                "$ osaki-mcs document add --kind policy --title MCS運用ポリシー --version R9.4.1 --file policy.pdf"},
        Command{"document edit", Right::work, N_("correct the title or version of a draft"), define_document_edit,
                "$ osaki-mcs document edit D0008 --version R9.4.1"},
        Command{"document publish", Right::govern, N_("a new document or version"), define_document_publish,
                "$ osaki-mcs document publish --kind rules --title MCS運用ルール --version R8.4.1 --effective 2026-04-01|$ "
                "osaki-mcs document publish D0008 --effective 2027-04-01"},
        Command{"document keep", Right::work, N_("keep the text of a version with it"), define_document_keep,
                "$ osaki-mcs document keep D0007 rules.pdf"},
        Command{"document file", Right::read, N_("the text of a version as it was kept, to standard output"),
                define_document_file, "$ osaki-mcs document file D0007 --output rules-copy.pdf"},
        Command{"document distribute", Right::work, N_("record to whom a document was handed"), define_document_distribute,
                "$ osaki-mcs document distribute D0008 --all --how mail|$ osaki-mcs document distribute D0007 U000001 --on "
                "today"},
        Command{"document ack", Right::work, N_("record that users acknowledged a document"), define_document_ack,
                "$ osaki-mcs document ack D0003 U000001 --on today --how meeting"},
        Command{"group list", Right::read, N_("groups by number"), define_group_list,
                "$ osaki-mcs group list --where 'kind=patient and archived_on is null'"},
        Command{"group show", Right::read, N_("one group with its owners and members"), define_group_show,
                "$ osaki-mcs group show G0001"},
        Command{"group add", Right::work, N_("a group that was opened in MCS"), define_group_add,
                "$ osaki-mcs group add --kind patient --label P-0012 --host O0002 --owner U000001 --member U000002"},
        Command{"group edit", Right::work, N_("correct a group, or say that it is as written"), define_group_edit,
                "$ osaki-mcs group edit G0001 --confirmed today"},
        Command{"group archive", Right::work, N_("a group ends, with all who are in it"), define_group_archive,
                "$ osaki-mcs group archive G0002 --on today"},
        Command{"group check", Right::read, N_("groups without an owner, unconfirmed or wrongly named"), define_group_check,
                "$ osaki-mcs group check"},
        Command{"group owner add", Right::work, N_("somebody answers for a group"), define_group_owner_add,
                "$ osaki-mcs group owner add G0001 U000002 --on today"},
        Command{"group owner remove", Right::work, N_("somebody answers for a group no more"), define_group_owner_remove,
                "$ osaki-mcs group owner remove G0001 U000001 --successor U000002"},
        Command{
            "group owner hand-over", Right::work, N_("one owner's place goes to another"), define_group_owner_hand_over,
            "$ osaki-mcs group owner hand-over G0001 --from U000001 --to U000002|$ osaki-mcs group owner hand-over --all --from "
            "U000001 --to U000002"},
        Command{"group member add", Right::work, N_("somebody joins a group"), define_group_member_add,
                "$ osaki-mcs group member add G0001 U000003"},
        Command{"group member remove", Right::work, N_("somebody leaves a group"), define_group_member_remove,
                "$ osaki-mcs group member remove G0001 U000003"},
        Command{"group member list", Right::read, N_("who is in a group, and was"), define_group_member_list,
                "$ osaki-mcs group member list G0001"},
        Command{"train add", Right::work, N_("a training that was held or is planned"), define_train_add,
                "$ osaki-mcs train add --kind initial --topic 'MCS運用ポリシー・運用ルール研修' --held-on 2026-04-01 --document "
                "D0003"},
        Command{"train edit", Right::work, N_("correct what was entered wrongly"), define_train_edit,
                "$ osaki-mcs train edit T2026-01 --place 大崎市民会館 --instructor 佐藤医師"},
        Command{"train list", Right::read, N_("trainings by day, with how many came"), define_train_list,
                "$ osaki-mcs train list --where 'kind=annual'"},
        Command{"train show", Right::read, N_("one training, what it covered and who came"), define_train_show,
                "$ osaki-mcs train show T2026-01"},
        Command{"train record", Right::work, N_("record who came to a training"), define_train_record,
                "$ osaki-mcs train record T2026-01 A2026-0001|$ osaki-mcs train record T2026-01 A2026-0001 --result passed "
                "--score 90 --update"},
        Command{"train status", Right::read, N_("every live user's trainings, and the share that is trained"),
                define_train_status, "$ osaki-mcs train status|$ osaki-mcs train status --fy 令和8年度 --office O0002"},
        Command{"train due", Right::read, N_("whose training runs out within so many days"), define_train_due,
                "$ osaki-mcs train due --to-days 60|$ osaki-mcs train due --from-days -30 --to-days 0"},
        Command{"train never", Right::read, N_("who has no training that holds, and holds an ID all the same"),
                define_train_never, "$ osaki-mcs train never|$ osaki-mcs train never --kind annual --where 'holds_id=true'"},
        Command{"train certificate", Right::work, N_("certificates of attendance as a PDF"), define_train_certificate,
                "$ osaki-mcs train certificate T2026-01 U000001 --letter certificate.pdf"},
        Command{"document status", Right::read, N_("which version binds whom, and who acknowledged it"), define_document_status,
                "$ osaki-mcs document status --not-acknowledged|$ osaki-mcs document status D0007 --office O0002 --on "
                "2026-04-01"},
        Command{"review open", Right::work, N_("ask the offices who is still there; a snapshot"), define_review_open,
                "$ osaki-mcs review open --scope users --due +14d"},
        Command{"review list", Right::read, N_("reviews by number, with their answers counted"), define_review_list,
                "$ osaki-mcs review list"},
        Command{"review show", Right::read, N_("a review by office, what is silent, or who is overdue"), define_review_show,
                "$ osaki-mcs review show R2026-01 --silent|$ osaki-mcs review show --overdue"},
        Command{"review sheet", Right::work, N_("an answer sheet for each office"), define_review_sheet,
                "$ osaki-mcs review sheet R2026-01 --output-dir sheets"},
        Command{"review answer", Right::work, N_("take in an answer sheet, or answers by hand"), define_review_answer,
                "$ osaki-mcs review answer R2026-01 sheets/O0002.xlsx|$ osaki-mcs review answer R2026-01 Q000001 --answer "
                "confirmed --by 電話"},
        Command{"review close", Right::work, N_("end a review; silence stays on record"), define_review_close,
                "$ osaki-mcs review close R2026-01 --reason '2事業所から回答なし'"},
        Command{"guide list", Right::read, N_("cautions and instructions by number"), define_guide_list,
                "$ osaki-mcs guide list --where 'outcome=open'"},
        Command{"guide show", Right::read, N_("one measure with the decisions about it"), define_guide_show,
                "$ osaki-mcs guide show K2026-01"},
        Command{"guide add", Right::govern, N_("the committee cautions or instructs a user"), define_guide_add,
                "$ osaki-mcs guide add U000002 --measure caution --ground other-use --facts '業務に関係のない連絡に使った' --due "
                "+14d"},
        Command{"guide outcome", Right::work, N_("whether a measure was followed"), define_guide_outcome,
                "$ osaki-mcs guide outcome K2026-01 --outcome not-followed --note '期日までに改善がない'"},
        Command{"guide escalate", Right::govern, N_("a decision of the committee orders the deletion"), define_guide_escalate,
                "$ osaki-mcs guide escalate K2026-01 --committee C2026-01"},
        Command{"committee list", Right::read, N_("decisions of the steering committee by number"), define_committee_list,
                "$ osaki-mcs committee list --where 'kind=supervision'"},
        Command{"committee show", Right::read, N_("one decision and what rests on it"), define_committee_show,
                "$ osaki-mcs committee show C2026-01"},
        Command{"committee add", Right::govern, N_("record a decision of the steering committee"), define_committee_add,
                "$ osaki-mcs committee add --kind supervision --subject '利用者の登録の削除' --decision '登録を削除する' --about "
                "K2026-01"},
        Command{"incident open", Right::work, N_("an incident became known; prints its number and the deadlines"),
                define_incident_open,
                "$ osaki-mcs incident open --kind lost-device --summary '訪問先でスマートフォンを紛失' --user U000001"},
        Command{"incident list", Right::read, N_("incidents with their deadlines"), define_incident_list,
                "$ osaki-mcs incident list --where 'closed_on is null'"},
        Command{"incident show", Right::read, N_("one incident with its deadlines, its steps and whom it names"),
                define_incident_show, "$ osaki-mcs incident show I2026-01"},
        Command{
            "incident affected", Right::read, N_("everybody whom it may have reached, to be telephoned"),
            define_incident_affected,
            "$ osaki-mcs incident affected I2026-01|$ osaki-mcs incident affected I2026-01 --fields name,phone,how,via --excel "
            "--format csv"},
        Command{"incident step", Right::work, N_("what was done about it, and when"), define_incident_step,
                "$ osaki-mcs incident step I2026-01 --step first-report --on today --text '委員会へ速報'"},
        Command{"incident edit", Right::work, N_("what became known later, and who else is concerned"), define_incident_edit,
                "$ osaki-mcs incident edit I2026-01 --wrongful yes|$ osaki-mcs incident edit I2026-01 --office O0002"},
        Command{"incident close", Right::work, N_("an incident that is settled"), define_incident_close,
                "$ osaki-mcs incident close I2026-01 --outcome '端末は初期化され、閲覧の形跡なし' --reason '報告対象外と判明'"},
        Command{"usage import", Right::work, N_("load monthly figures of use"), define_usage_import,
                "$ osaki-mcs usage import usage.csv|$ osaki-mcs usage import posts.csv --fy FY2025 --metric posts"},
        Command{"usage list", Right::read, N_("the months and what is loaded of them"), define_usage_list,
                "$ osaki-mcs usage list --where 'month>=2026-01'"},
        Command{"usage show", Right::read, N_("the figures of a month, a user or an office"), define_usage_show,
                "$ osaki-mcs usage show 2026-02|$ osaki-mcs usage show U000001"},
        Command{"usage unmatched", Right::read, N_("rows of people whom the register does not know"), define_usage_unmatched,
                "$ osaki-mcs usage unmatched"},
        Command{"usage match", Right::work, N_("say whose an unmatched row is"), define_usage_match,
                "$ osaki-mcs usage match N00001 --user U000001|$ osaki-mcs usage match N00002 --none --reason "
                "'市外のテストアカウント'|$ osaki-mcs usage match --all"},
        Command{"usage map", Right::work, N_("keep the headings of files of use under a name"), define_usage_map,
                "$ osaki-mcs usage map portal --column '発言回数=posts' --ignore 'ランク'"},
        Command{"usage maps", Right::read, N_("the headings of files of use that are kept"), define_usage_maps,
                "$ osaki-mcs usage maps"},
        Command{"usage close", Right::work, N_("the figures of a month are reported and stay"), define_usage_close,
                "$ osaki-mcs usage close 2026-02 --yes"},
        Command{"usage reopen", Right::work, N_("the figures of a month are to be corrected"), define_usage_reopen,
                "$ osaki-mcs usage reopen 2026-02 --reason '集計ファイルの訂正'"},
        Command{
            "report monthly", Right::report, N_("the figures of a month beside the month before and a year ago"),
            define_report_monthly,
            "$ osaki-mcs report monthly|$ osaki-mcs report monthly --month 2026-03 --by office-type --small-cell 5|$ osaki-mcs "
            "report monthly --month last-month --output-dir reports --if-missing --quiet --lock-wait 300"},
        Command{"report yearly", Right::report, N_("a fiscal year by months, and the year before"), define_report_yearly,
                "$ osaki-mcs report yearly|$ osaki-mcs report yearly --fy FY2025 --output year.pdf"},
        Command{"report trend", Right::report, N_("figures month by month"), define_report_trend,
                "$ osaki-mcs report trend|$ osaki-mcs report trend --from 2025-04 --to 2026-03 --format csv"},
        Command{"report participation", Right::report, N_("registered offices beside all facilities of the area"),
                define_report_participation,
                "$ osaki-mcs report participation|$ osaki-mcs report participation --as-of 2026-03-31"},
        Command{"report roster", Right::read, N_("office by office: people, use, training, groups"), define_report_roster,
                "$ osaki-mcs report roster|$ osaki-mcs report roster --month 2026-03 --format csv --excel"},
        Command{"report compliance", Right::read, N_("who does not keep the rules, and the command that clears it"),
                define_report_compliance,
                "$ osaki-mcs report compliance --finding untrained,dormant|$ osaki-mcs report compliance --as-of 2026-03-31 "
                "--fail-on 'departure_overdue,unconfirmed>3'"},
        Command{"report committee", Right::report, N_("one report with all figures, for the committee's meeting"),
                define_report_committee, "$ osaki-mcs report committee|$ osaki-mcs report committee --fy FY2025 --small-cell 5"},
        Command{"import check", Right::read, N_("read a whole file and report every fault; writes nothing"), define_import_check,
                "$ osaki-mcs import check application roster.csv"},
        Command{"import run", Right::work, N_("load a file, all of it or nothing"), define_import_run,
                "$ osaki-mcs import run application roster.csv|$ osaki-mcs import run application roster.csv --mode skip-bad "
                "--errors refused.csv"},
        Command{"import explain", Right::read, N_("what one line of a file would do; writes nothing"), define_import_explain,
                "$ osaki-mcs import explain application roster.csv:17"},
        Command{"import template", Right::read, N_("an empty file to fill in, with notes and an example row"),
                define_import_template, "$ osaki-mcs import template application --output roster.csv"},
        Command{"import map", Right::work, N_("keep an office's own headings under a name"), define_import_map,
                "$ osaki-mcs import map furukawa --kind application --column 'メアド=mail' --column '資格名=profession' "
                "--ignore '勤務先TEL'|$ osaki-mcs import map furukawa --remove --yes"},
        Command{"import maps", Right::read, N_("the headings that are kept"), define_import_maps,
                "$ osaki-mcs import maps|$ osaki-mcs import maps furukawa"},
        Command{"import jobs", Right::read, N_("what was loaded when and by whom"), define_import_jobs,
                "$ osaki-mcs import jobs"},
        Command{"import show", Right::read, N_("one import job"), define_import_show, "$ osaki-mcs import show J0001"},
        Command{"export", Right::read, N_("records as a file, recorded when they are about persons"), define_export,
                "$ osaki-mcs export office --fields office_id,name,type --output offices.csv|$ osaki-mcs export user --where "
                "'state=active' --purpose '定期監査の資料' --recipient 大崎市医師会 --excel --output users.csv|$ osaki-mcs "
                "export all "
                "--purpose '控えの作成' --output register-copy"},
        Command{"undo", Right::read, N_("take back an operation or an import job"), define_undo,
                "$ osaki-mcs undo --list|$ osaki-mcs undo last|$ osaki-mcs undo J0001 --reason '別の地域のファイル' --yes"},
        Command{"audit list", Right::read, N_("the entries of the audit, newest first"), define_audit_list,
                "$ osaki-mcs audit list --limit 20|$ osaki-mcs audit list --where 'subject=user and verb=suspend'"},
        Command{"audit show", Right::read, N_("one entry of the audit and what it left behind"), define_audit_show,
                "$ osaki-mcs audit show 1"},
        Command{"audit verify", Right::audit, N_("whether the register is as the audit tells it"), define_audit_verify,
                "$ osaki-mcs audit verify"},
        Command{"operator list", Right::read, N_("the people at the desk and their roles"), define_operator_list,
                "$ osaki-mcs operator list"},
        Command{"operator add", Right::manage, N_("let a person work with the register"), define_operator_add,
                "$ osaki-mcs operator add sato --name 佐藤花子 --role clerk,approver"},
        Command{"operator edit", Right::manage, N_("change a person's name or roles"), define_operator_edit,
                "$ osaki-mcs operator edit sato --role clerk,approver,auditor"},
        Command{"operator remove", Right::manage, N_("end a person's work with the register"), define_operator_remove,
                "$ osaki-mcs operator remove sato"},
        Command{"profile show", Right::read, N_("the network profile and its code lists"), define_profile_show,
                "$ osaki-mcs profile show"},
        Command{"profile edit", Right::manage, N_("change a setting of the network profile"), define_profile_edit,
                "$ osaki-mcs profile edit rules.four_eyes=true --yes"},
        Command{"db init", Right::manage, N_("make a new register"), define_db_init,
                "$ osaki-mcs db init|$ osaki-mcs db init --profile region.toml|$ osaki-mcs db init --from register-copy"},
        Command{"db status", Right::nobody, N_("which version the register's file has"), define_db_status,
                "$ osaki-mcs db status"},
        Command{"db migrate", Right::manage, N_("bring the register's file to the newest version"), define_db_migrate,
                "$ osaki-mcs db migrate"},
        Command{"config list", Right::nobody, N_("every setting, its value and where it comes from"), define_config_list,
                "$ osaki-mcs config list"},
        Command{"config get", Right::nobody, N_("the value of one setting"), define_config_get, "$ osaki-mcs config get lang"},
        Command{"config set", Right::nobody, N_("change a setting in your configuration"), define_config_set,
                "$ osaki-mcs config set lang ja"},
        Command{"config check", Right::nobody, N_("whether the configuration files are in order"), define_config_check,
                "$ osaki-mcs config check"},
        Command{"config path", Right::nobody, N_("where the configuration files are"), define_config_path,
                "$ osaki-mcs config path"},
        Command{"doctor", Right::read, N_("whether the register keeps the rules, and what file and program lack"), define_doctor,
                "$ osaki-mcs doctor|$ osaki-mcs doctor --full"},
        Command{"schema list", Right::nobody, N_("the kinds of record there are in JSON"), define_schema_list,
                "$ osaki-mcs schema list"},
        Command{"schema show", Right::nobody, N_("the JSON Schema of one kind of record"), define_schema_show,
                "$ osaki-mcs schema show user"},
        Command{"completion", Right::nobody, N_("what a shell loads to complete osaki-mcs by the tab key"), define_completion,
                "$ osaki-mcs completion bash"},
        Command{"help", Right::nobody, N_("help on a command, the options or the exit statuses"), define_help,
                "$ osaki-mcs help|$ osaki-mcs help audit list|$ osaki-mcs help exit-status"},
        Command{"version", Right::nobody, N_("the versions of program, SQLite and schema"), define_version,
                "$ osaki-mcs version"},
    };
    return all;
}

}  // namespace osaki::cli
