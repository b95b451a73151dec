// Sums and figures of reports as people read them.
#include "services/console/auditor/report_table.hpp"

#include <gtest/gtest.h>

#include "services/console/auditor/look.hpp"

namespace ladder::auditor {

namespace report_table_test {

void add(
    google::protobuf::RepeatedPtrField<v1::ReportSum>* sums, const std::string& key, double value
) {
    auto& sum = *sums->Add();
    sum.set_key(key);
    sum.set_title(key);
    sum.set_value(value);
}

TEST(SumsBeside, HoldThoseOfEitherMomentWithTheTotalLast) {
    v1::RunReportResponse report;
    add(report.mutable_sums(), "peer_support", 2);
    add(report.mutable_sums(), "total", 2);
    add(report.mutable_compared_sums(), "peer_support", 2);
    add(report.mutable_compared_sums(), "watching_brief", 1);
    add(report.mutable_compared_sums(), "total", 3);
    const auto sums = sums_beside(report);
    ASSERT_EQ(sums.size(), 3U);
    EXPECT_EQ(sums[0].compared, 2);
    EXPECT_EQ(sums[1].title, "watching_brief");
    EXPECT_EQ(sums[1].then, 0);
    EXPECT_EQ(sums[1].compared, 1);
    EXPECT_EQ(sums[2].title, "total");
}

TEST(RawTable, HasTheKeyAndEveryColumnAsTheApiHasThem) {
    v1::RunReportResponse report;
    report.add_columns()->set_id("decided_on");
    auto& row = *report.add_rows();
    row.set_key("cases/x-general-1/decisions/d1");
    row.add_values("2009-06-15");
    const auto table = raw_table(report);
    ASSERT_EQ(table.columns.size(), 2U);
    EXPECT_EQ(table.columns[1].key, "decided_on");
    EXPECT_EQ(table.rows[0][0].text, "cases/x-general-1/decisions/d1");
    EXPECT_EQ(table.rows[0][1].text, "2009-06-15");
}

TEST(Numbers, AreWrittenAsPeopleReadThem) {
    EXPECT_EQ(figure_in_words(17), "17");
    EXPECT_EQ(figure_in_words(17.5), "17.5");
    EXPECT_EQ(figure_in_words(11920), "11,920");
    EXPECT_EQ(figure_in_words(1234567), "1,234,567");
    EXPECT_EQ(figure_in_words(999), "999");
    EXPECT_EQ(figure_in_words(12.34), "12.3");
    EXPECT_EQ(figure_in_words(-1200), "−1,200");
}

}  // namespace report_table_test

}  // namespace ladder::auditor
