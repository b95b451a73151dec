#include "tests/fuzz/http/mutate.hpp"

#include <algorithm>

namespace ladder::http::test {

std::string mutate(
    std::string text, const std::vector<std::string>& dictionary, std::mt19937_64& random
) {
    const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
    for (auto changes = 1 + below(4); changes > 0; --changes) {
        const auto at = below(text.size() + 1);
        const auto length = below(std::min<std::size_t>(16, text.size() - at) + 1);
        switch (below(6)) {
            case 0:
                if (at < text.size()) {
                    text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
                }
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(at, text.substr(at, length));
                break;
            case 3: {
                const auto piece = text.substr(at, length);
                text.erase(at, length);
                text.insert(below(text.size() + 1), piece);
                break;
            }
            case 4:
                text.insert(at, dictionary[below(dictionary.size())]);
                break;
            default:
                if (below(4) == 0) {
                    text.resize(at);
                }
        }
    }
    return text;
}

}  // namespace ladder::http::test
