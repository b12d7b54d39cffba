package io.lameduck.rehearsal.report;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A picture with a word about itself, in a {@code tEXt} chunk. */
final class PngComment {
  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final String ENTRY = "tEXtEntry";

  private PngComment() {}

  static void write(BufferedImage image, Path file, String keyword, String value)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (OutputStream bytes = Files.newOutputStream(file);
        ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, comment(writer, image, keyword, value)));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadata comment(
      ImageWriter writer, RenderedImage image, String keyword, String value) throws IOException {
    IIOMetadataNode entry = new IIOMetadataNode(ENTRY);
    entry.setAttribute("keyword", keyword);
    entry.setAttribute("value", value);
    IIOMetadataNode text = new IIOMetadataNode("tEXt");
    text.appendChild(entry);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(text);
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            new ImageTypeSpecifier(image), writer.getDefaultWriteParam());
    metadata.mergeTree(FORMAT, root);
    return metadata;
  }

  /** Empty if there is none. */
  static String read(Path file, String keyword) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      Element root = (Element) reader.getImageMetadata(0).getAsTree(FORMAT);
      NodeList entries = root.getElementsByTagName(ENTRY);
      for (int i = 0; i < entries.getLength(); i++) {
        Element entry = (Element) entries.item(i);
        if (entry.getAttribute("keyword").equals(keyword)) {
          return entry.getAttribute("value");
        }
      }
      return "";
    } finally {
      reader.dispose();
    }
  }
}
