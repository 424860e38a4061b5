// Scans kept with an application: the very bytes, at most 20 MB, never twice (art. 8-2(1)).
#include "osaki/domain/attachment.hpp"

#include "support/register.hpp"

using namespace osaki;
using namespace osaki::test;
using namespace std::string_literals;

TEST_CASE("a scan is kept byte for byte, with its hash and what its first bytes say it is") {
    Register reg;
    const auto id = reg.received(reg.form(reg.office("訪問看護ステーションひまわり")));
    const struct {
        const char* file;
        std::string body;
        const char* type;
    } scans[] = {{"申込書.pdf", "%PDF-1.7\n\0\xff"s, "application/pdf"},
                 {"photo.png", "\x89PNG\r\n\x1a\nrest"s, "image/png"},
                 {"photo.jpg", "\xff\xd8\xff\xe0rest"s, "image/jpeg"},
                 {"fax.tif", "II*\0rest"s, "image/tiff"},
                 {"fax2.tif", "MM\0*rest"s, "image/tiff"},
                 {"liar.pdf", "PK\x03\x04"s, "application/octet-stream"}};
    for (const auto& [file, body, type] : scans) {
        CAPTURE(file);
        const auto kept =
            reg.act([&, name = file, &bytes = body](Change& c) { return attach(c, id, name, "利用申込書", bytes); });
        const auto attachment = get_attachment(reg.view(), kept);
        CHECK(attachment.media_type == type);
        CHECK(attachment.file_name == file);
        CHECK(attachment.size == static_cast<std::int64_t>(body.size()));
        CHECK(attachment.kept_on == reg.today());
        CHECK(get_attachment_body(reg.view(), kept) == body);
    }
    CHECK(attachments_of(reg.view(), id).size() == std::size(scans));
    CHECK(verify_audit(reg.view()).findings.empty());
}

TEST_CASE("the hash is the SHA-256 everybody computes") {
    Register reg;
    const auto id = reg.received(reg.form(reg.office("訪問看護ステーションひまわり")));
    const auto kept = reg.act([&](Change& c) { return attach(c, id, "abc.txt", "", "abc"); });
    CHECK(get_attachment(reg.view(), kept).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("nothing, too much, the same again and files of no application are refused") {
    Register reg;
    const auto office = reg.office("訪問看護ステーションひまわり");
    const auto id = reg.received(reg.form(office)), other = reg.received(reg.form(office));
    reg.act([&](Change& c) { attach(c, id, "申込書.pdf", "利用申込書", "%PDF-1"); });
    const auto refused = [&](ApplicationId to, std::string_view file, const std::string& body) {
        return reg.refused([&](Change& c) { attach(c, to, file, "", body); });
    };
    CHECK(refused(id, "空.pdf", "").code == Code::invalid);
    CHECK(refused(id, "空.pdf", "").names("空.pdf is empty"));
    CHECK(refused(id, "大.pdf", std::string(most_attachment_bytes + 1, 'x')).names("larger than 20 MB"));
    CHECK(refused(id, "bad\x1b.pdf", "x").code == Code::invalid);
    const auto twice = refused(id, "また.pdf", "%PDF-1");
    CHECK(twice.code == Code::conflict);
    CHECK(twice.names("A2025-0001 already as B0001"));
    CHECK(refused(ApplicationId{9}, "x.pdf", "x").code == Code::not_found);
    reg.act([&](Change& c) { attach(c, other, "申込書.pdf", "", "%PDF-1"); });
    reg.act([&](Change& c) { attach(c, id, "最大.pdf", "", std::string(most_attachment_bytes, 'x')); });
    CHECK(attachments_of(reg.view(), id).back().size == 20971520);
    CHECK_THROWS_AS(get_attachment(reg.view(), AttachmentId{9}), Error);
}

TEST_CASE("bytes that were changed behind the register's back are not handed out") {
    Register reg;
    const auto id = reg.received(reg.form(reg.office("訪問看護ステーションひまわり")));
    const auto kept = reg.act([&](Change& c) {
        const auto made = attach(c, id, "申込書.pdf", "", "%PDF-1");
        sql::execute(c, "UPDATE attachment_body SET body = CAST('%PDF-2' AS BLOB)");
        return made;
    });
    try {
        get_attachment_body(reg.view(), kept);
        FAIL_CHECK("handed out");
    } catch (const Error& error) {
        CHECK(error.code == Code::wrong_file);
    }
}
