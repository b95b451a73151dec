// What commands print: tables for people, JSON and CSV for programs.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

namespace ladder::cli {

enum class Format { table, json, jsonl, csv };

struct Table {
    std::vector<std::string> headers;
    std::vector<std::vector<std::string>> rows;  // each as long as the headers
};

// The answer of a command in every format. Borrows the messages.
struct Output {
    const google::protobuf::Message* whole = nullptr;     // json: the response
    std::vector<const google::protobuf::Message*> items;  // jsonl: one a line
    Table table;                                          // csv, and table unless there is a text
    std::string text;                                     // for people, in the table's place
    std::string note;  // a last line for people, such as a count; not in csv and json
};

void print(std::ostream& out, Format format, const Output& output);

// "3 tasks"; with none, "0 tasks; " and what to do then.
std::string tally(int count, std::string_view things, std::string_view when_none);

// Columns two spaces apart, no wider than `width` characters: the widest column gives way by
// wrapping. A width of 0 means no limit.
void print_table(std::ostream& out, const Table& table, std::size_t width = 100);

// The same for tables of many columns: where they don't fit side by side, or only with broken
// words, each row is a block of lines, "HEADER  value", without the cells that hold nothing ("-").
void print_wide_table(std::ostream& out, const Table& table, std::size_t width = 80);

// RFC 4180 with a header row.
void print_csv(std::ostream& out, const Table& table);

// The items of a repeated field, as Output wants them.
template <class Items>
std::vector<const google::protobuf::Message*> pointers_to(const Items& items) {
    std::vector<const google::protobuf::Message*> pointers;
    for (const auto& item : items) {
        pointers.push_back(&item);
    }
    return pointers;
}

}  // namespace ladder::cli
